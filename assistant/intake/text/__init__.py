"""From the text of a chart to a case: documents, findings, treatments, the request."""
