"""A second reader of quantities: ChemDataExtractor2 (Mavračić et al., DOI 10.1021/acs.jcim.1c00446) beside our own.

It runs in an environment and a process of its own (`worker`), since its packages and ours cannot share one. Our
mentions of materials are its chemical names; the numbers, units and properties are its own reading. `agreement` says
what becomes of what it finds.
"""
