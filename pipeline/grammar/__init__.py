"""The grammar behind the components, a package for each; what several share stands at the top."""
