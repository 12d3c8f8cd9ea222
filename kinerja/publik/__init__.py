"""The public edition: final reports rendered anew for everybody, without what is not theirs.

`saring` drops internal parts and replaces personal data in the blocks of an executed notebook,
`pindai` reads every file that was made, `edisi` refuses an edition in which anything is left.
"""
