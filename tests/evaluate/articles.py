"""An invented article in the layout of a web page, and one as plain text whose stages hold their codes."""

PAGE_ARTICLE = """<!doctype html>
<html><head><title>Not the title</title><style>h1 { color: red }</style></head>
<body><nav>Home 1</nav>
<h1>Is renewal of Span P3-4 Medically Necessary?</h1>
<h2>Determination: Renewal of P3-4 is NOT medically necessary</h2>
<p>The renewal is <b>not medically necessary</b>, because the survey &amp; the films are missing.<sup>1,2</sup></p>
<h2>Line by line</h2>
<table>
<tr><th>code</th><th>level</th><th>outcome</th></tr>
<tr><td>12345</td><td>P3-4</td><td>not necessary</td></tr>
<tr><td>54321</td><td>P4-5</td><td>cannot be determined</td></tr>
</table>
<h2>Required Steps</h2>
<ol><li>Document the survey, with:
<ul><li>dates<sup>[1]</sup></li><li>readings <sup>3</sup></li></ul></li>
<li>Obtain films of P3-4 <sup>2</sup></li></ol>
<script>var cookie = "12345";</script>
<h2>References</h2>
<ol><li>The Care of Spans. 2025 (Guideline)</li><li>Research. Spans that fail. 2015</li><li>Decks</li></ol>
<h2>Related questions</h2>
<ul><li>Is a deck worn by salt?</li></ul>
</body></html>
"""

STAGED_ARTICLE = """Assessment of a Two-Stage Renewal

Stage 1: Spans P1-P2 are NOT Medically Necessary

The spans do not meet the criteria 1.

Gaps in the Survey
- No wear is shown at P1-2 1, 2
- No reading is on file at P2-3 2

Common Pitfall to Avoid
- Renewing what is sound 2

Stage 2: Partial Medical Necessity

Stage 2 is only partially medically necessary.

Survey (54321): NOT Medically Necessary as Standalone
- A survey is incidental to all other work ³

Deck (12345): Medical Necessity Cannot Be Determined
- The request names no level[1][3]

Recommended Approach
The next steps would be:
- Refuse stage 1 1
- The bolts of 12346 are not medically necessary, but the plates of 12347 cannot be determined 1
"""
