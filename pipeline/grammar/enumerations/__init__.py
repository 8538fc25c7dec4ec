"""Grammar of enumerations: numbers that announce a list, items that number themselves, lists in lines."""
