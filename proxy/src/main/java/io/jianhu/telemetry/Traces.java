package io.jianhu.telemetry;

import io.jianhu.chat.Event;
import io.jianhu.chat.Subject;
import io.jianhu.chat.Witness;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Traces of exchanges: one span for the exchange and, where a model was asked, one below it for the call. They are made
 * from the events that end an exchange, so that tracing keeps no state and holds nobody up. Names of attributes follow
 * the GenAI semantic conventions of OpenTelemetry 1.36; no text of a message is among them.
 */
public final class Traces implements Witness, AutoCloseable {

    private static final CompletableFuture<Void> DONE = CompletableFuture.allOf();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> RESPONSE_MODEL = AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("jianhu.request.id");
    private static final AttributeKey<String> ROBOT = AttributeKey.stringKey("jianhu.robot");
    private static final AttributeKey<String> DEPARTMENT = AttributeKey.stringKey("jianhu.department");
    private static final AttributeKey<String> CLIENT = AttributeKey.stringKey("jianhu.client");
    private static final AttributeKey<String> POLICY = AttributeKey.stringKey("jianhu.policy.revision");
    private static final AttributeKey<String> DECISION = AttributeKey.stringKey("jianhu.decision");
    private static final AttributeKey<List<String>> RULES = AttributeKey.stringArrayKey("jianhu.rules");

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /** Sends traces to a collector by OTLP over HTTP; {@code endpoint} is its base, such as {@code http://host:4318}. */
    public static Traces to(URI endpoint) {
        String traces = endpoint.toString().replaceAll("/+$", "") + "/v1/traces";
        return new Traces(OtlpHttpSpanExporter.builder()
                .setEndpoint(traces)
                .setTimeout(PATIENCE)
                .build());
    }

    Traces(SpanExporter exporter) {
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "jianhu"))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        tracer = provider.get("io.jianhu");
    }

    @Override
    public CompletableFuture<Void> saw(Event event) {
        switch (event) {
            case Event.Answered answered -> answered(answered);
            case Event.Failed failed -> failed(failed);
            case Event.Asked asked -> {}
            case Event.Decided decided -> {}
            case Event.Reloaded reloaded -> {}
            case Event.Moved moved -> {}
            case Event.Acted acted -> {}
            case Event.Revealed revealed -> {}
        }
        return DONE;
    }

    private void answered(Event.Answered answered) {
        Span exchange = begin(answered.subject(), answered.at(), answered.total())
                .setAttribute(STATUS, 200L)
                .setAttribute(DECISION, answered.decision().word())
                .setAttribute(RULES, answered.rules())
                .startSpan();
        if (answered.upstream().isPositive()) {
            Instant asked = answered.at().minus(answered.upstream());
            Span call = tracer.spanBuilder("chat " + answered.model())
                    .setParent(Context.root().with(exchange))
                    .setSpanKind(SpanKind.CLIENT)
                    .setStartTimestamp(asked)
                    .setAttribute(OPERATION, "chat")
                    .setAttribute(RESPONSE_MODEL, answered.model())
                    .startSpan();
            answered.firstToken().ifPresent(first -> call.addEvent("first words", asked.plus(first)));
            call.end(answered.at());
        }
        exchange.end(answered.at());
    }

    private void failed(Event.Failed failed) {
        Span exchange = begin(failed.subject(), failed.at(), failed.total())
                .setAttribute(STATUS, (long) failed.status())
                .setAttribute(ERROR_TYPE, failed.reason())
                .startSpan();
        exchange.setStatus(StatusCode.ERROR);
        exchange.end(failed.at());
    }

    private SpanBuilder begin(Subject subject, Instant end, Duration total) {
        return tracer.spanBuilder("exchange " + subject.robot())
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(end.minus(total))
                .setAttribute(OPERATION, "chat")
                .setAttribute(REQUEST, subject.request())
                .setAttribute(ROBOT, subject.robot())
                .setAttribute(DEPARTMENT, subject.department())
                .setAttribute(CLIENT, subject.client())
                .setAttribute(POLICY, subject.policy());
    }

    @Override
    public void close() {
        provider.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
