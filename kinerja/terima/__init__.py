"""The door for filled forms: checked, answered with a verdict copy, stored and recorded.

A form with a galat changes nothing but its verdict. Makes no report. The run is `jalan`, its result
`hasil`; `pulih` completes what a killed run left, `daftar_temuan` sends findings on.
"""
