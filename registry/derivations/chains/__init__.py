"""How the derivations of one case hang together, by tumor group: which report, which size, which site."""
