# syntax=docker/dockerfile:1
# The image has Python and calm-lint with its libraries, and nothing that built them.
FROM python:3.13-slim@sha256:8f3aba466a471c0ab903dbd7cb979abd4bda370b04789d25440cc90372b50e04 AS build
WORKDIR /source
COPY . .
RUN python -m venv /opt/calm-lint \
    && PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
    /opt/calm-lint/bin/pip install --no-cache-dir --disable-pip-version-check .

FROM python:3.13-slim@sha256:8f3aba466a471c0ab903dbd7cb979abd4bda370b04789d25440cc90372b50e04
COPY --from=build /opt/calm-lint /opt/calm-lint
ENV PATH=/opt/calm-lint/bin:$PATH LC_ALL=C.UTF-8
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["calm-lint"]
