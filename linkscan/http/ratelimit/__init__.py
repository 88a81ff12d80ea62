"""Rate limiting: published limits, a limiter per host and credential, and quotas kept between runs."""
