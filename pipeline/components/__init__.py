"""One module per component: each an ordinary spaCy component that writes its own keys of ``doc.spans``."""
