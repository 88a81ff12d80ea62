# docker build -t linkscan . && docker run --rm -e GITHUB_TOKEN -v "$PWD:/work" --user "$(id -u):$(id -g)" linkscan scan papers.bib
FROM python:3.12-slim AS build
WORKDIR /source
COPY requirements.lock requirements-build.lock pyproject.toml README.md LICENSE ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements-build.lock
RUN python -m venv /opt/linkscan && \
    /opt/linkscan/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY linkscan linkscan
COPY packaging packaging
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation -w /wheels . && \
    /opt/linkscan/bin/pip install --no-cache-dir --no-deps /wheels/*.whl && /opt/linkscan/bin/pip check

FROM python:3.12-slim
COPY --from=build /opt/linkscan /opt/linkscan
RUN useradd --create-home --uid 10001 linkscan && install -d -o linkscan /work
USER 10001
WORKDIR /work
ENV PATH=/opt/linkscan/bin:$PATH PYTHONUNBUFFERED=1
ENTRYPOINT ["linkscan"]
CMD ["--help"]
