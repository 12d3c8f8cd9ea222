"""The Office boundary: workbooks in (behind a preflight, all faults as findings) and out."""
