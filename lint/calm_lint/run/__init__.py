"""Many files: jobs, processes, the cache, baselines and fixes."""
