"""The pipeline: read every paper, examine every link, decide every claim, build the report."""

from linkscan.pipeline.scan import scan_async

__all__ = ["scan_async"]
