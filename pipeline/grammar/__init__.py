"""The grammar behind the components, a package for each; what several share stands at the top.

Constants are ``Final``: compiled to C they are read at once, others are looked up by name each time.
"""
