#!/bin/sh
# llm-shield-proxy with as many workers as processors: its own audit on, no telemetry, errors only.
cd "{scratch}"
export UPSTREAM_BASE_URL=http://127.0.0.1:{model}
export UPSTREAM_API_KEY=none
export VALID_VIRTUAL_KEYS={key}
export CUSTOM_REGEX_PATH="{scratch}/llm-shield.yaml"
export ENABLE_RESPONSE_PII_REDACTION=true
export ENABLE_EXT_PROC=false
export ANONYMOUS_USAGE_TRACKING=false
export TELEMETRY_ENABLED=false
export OTEL_SDK_DISABLED=true
export LOG_LEVEL=ERROR
exec "{place}/bin/python" -m uvicorn llm_shield_proxy.api.main:app --host 127.0.0.1 --port {port} \
  --workers {workers} --timeout-worker-healthcheck 300 --timeout-keep-alive 600 --log-level error --no-access-log
