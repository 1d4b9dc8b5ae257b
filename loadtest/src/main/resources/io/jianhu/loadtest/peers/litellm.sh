#!/bin/sh
# LiteLLM's proxy with as many workers as processors: no telemetry, no list of prices from elsewhere, errors only.
cd "{scratch}"
export LITELLM_MASTER_KEY={key}
export LITELLM_LOG=ERROR
export LITELLM_MODE=PRODUCTION
export LITELLM_LOCAL_MODEL_COST_MAP=True
export NO_DOCS=True
exec "{place}/bin/litellm" --config "{scratch}/litellm.yaml" --host 127.0.0.1 --port {port} \
  --num_workers {workers} --timeout_worker_healthcheck 300 --keepalive_timeout 600 --telemetry False
