"""Word documents as such: elements, styles, the reference template, and a container that keeps.

Knows nothing of reports or letters; whoever writes one takes its pieces from here.
"""
