{{- define "jianhu.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- /* Short enough that the longest suffix, -dashboard, still makes a name of 63 characters. */ -}}
{{- define "jianhu.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "jianhu.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "jianhu.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "jianhu.selector" -}}
app.kubernetes.io/name: {{ include "jianhu.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "jianhu.labels" -}}
{{ include "jianhu.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "jianhu.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "jianhu.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "jianhu.image" -}}
{{- $tag := default .Chart.AppVersion .Values.image.tag -}}
{{- if .Values.image.digest -}}
{{- printf "%s:%s@%s" .Values.image.repository $tag .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" .Values.image.repository $tag -}}
{{- end -}}
{{- end -}}

{{- /* What policies.bundle asks for: "true" for a signed bundle, nothing for a directory; fails where it is half said. */ -}}
{{- define "jianhu.bundle" -}}
{{- $bundle := .Values.policies.bundle -}}
{{- $places := compact (list $bundle.configMap $bundle.secret $bundle.claim) -}}
{{- $keys := compact (list $bundle.keys.configMap $bundle.keys.secret) -}}
{{- if $places -}}
{{- if gt (len $places) 1 -}}
{{- fail "policies.bundle: more than one of configMap, secret and claim (expected: one)" -}}
{{- end -}}
{{- if .Values.policies.existingConfigMaps -}}
{{- fail "policies.bundle: beside policies.existingConfigMaps (expected: a bundle or a directory)" -}}
{{- end -}}
{{- if ne (len $keys) 1 -}}
{{- fail (printf "policies.bundle.keys: %d of configMap and secret (expected: one)" (len $keys)) -}}
{{- end -}}
{{- if not $bundle.keys.files -}}
{{- fail "policies.bundle.keys.files: none (expected: the public keys that may have signed the bundle)" -}}
{{- end -}}
{{- if and (not $bundle.claim) (contains "/" $bundle.file) -}}
{{- fail (printf "policies.bundle.file: %s (expected: a key without /, as only a claim has folders)" $bundle.file) -}}
{{- end -}}
true
{{- else if or $keys $bundle.keys.files -}}
{{- fail "policies.bundle.keys: given without a bundle (expected: one of configMap, secret and claim)" -}}
{{- end -}}
{{- end -}}

{{- /* The configuration file: the values' own keys, completed with what this chart decides. */ -}}
{{- define "jianhu.config" -}}
{{- $paths := dict
      "policies" "/etc/jianhu/policies"
      "state" (dict "dir" "/var/lib/jianhu/state")
      "audit" (dict "dir" "/var/lib/jianhu/audit")
      "listen" (dict "host" "0.0.0.0" "port" (int .Values.listen.port))
      "admin" (dict "host" "0.0.0.0" "port" (int .Values.listen.adminPort))
      "drain" (dict
        "lameDuck" (printf "%ds" (int .Values.shutdown.lameDuckSeconds))
        "grace" (printf "%ds" (int .Values.shutdown.drainSeconds))) -}}
{{- if include "jianhu.bundle" . -}}
{{- $keys := list -}}
{{- range .Values.policies.bundle.keys.files -}}
{{- $keys = append $keys (printf "/etc/jianhu/keys/%s" .) -}}
{{- end -}}
{{- $paths = merge (dict
      "policies" (printf "/etc/jianhu/policies/%s" .Values.policies.bundle.file)
      "bundle" (dict "keys" $keys)) $paths -}}
{{- end -}}
{{- if .Values.listen.tlsSecret -}}
{{- $tls := dict "certificate" "/etc/jianhu/tls/tls.crt" "key" "/etc/jianhu/tls/tls.key" -}}
{{- if .Values.listen.clientCa -}}
{{- $_ := set $tls "clientCa" "/etc/jianhu/tls/ca.crt" -}}
{{- end -}}
{{- $_ := set $paths.listen "tls" $tls -}}
{{- else if .Values.listen.clientCa -}}
{{- fail "listen.clientCa: true without listen.tlsSecret (expected: the Secret whose ca.crt it is)" -}}
{{- end -}}
{{- if .Values.listen.adminTlsSecret -}}
{{- $_ := set $paths.admin "tls" (dict "certificate" "/etc/jianhu/admin-tls/tls.crt" "key" "/etc/jianhu/admin-tls/tls.key") -}}
{{- end -}}
{{- toYaml (mergeOverwrite (deepCopy .Values.config) $paths) -}}
{{- end -}}
