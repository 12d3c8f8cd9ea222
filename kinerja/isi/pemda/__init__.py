"""The regency's report as blocks: sentences, tables, charts and the recap workbook."""
