"""The response cache: freshness policy, revalidation, storage, administration."""
