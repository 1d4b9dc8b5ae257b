#!/bin/sh
# Portkey's gateway, which has one process only.
cd "{scratch}"
export NODE_ENV=production
exec node --import "{scratch}/portkey.mjs" "{place}/node_modules/@portkey-ai/gateway/build/start-server.js" \
  --port={port} --headless
