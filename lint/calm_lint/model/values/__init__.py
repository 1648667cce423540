"""Values of a landscape: addresses, hosts, intervals, the scenario."""
