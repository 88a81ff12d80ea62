"""Rate limiting: published limits, a limiter for each host and each credential, quotas kept between runs."""
