"""Sends a known number of spans, log records and measurements through the OpenTelemetry SDK for Python.

Prints what it sent as one line of JSON. Endpoint, protocol, compression and service name come from the OTEL_*
environment variables. Argument: the number of requests to play.
"""

import json
import os
import sys

from opentelemetry import trace
from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Link, SpanKind, Status, StatusCode

SCOPE = "verification.python"


def exporters():
    protocol = os.environ["OTEL_EXPORTER_OTLP_PROTOCOL"]
    if protocol == "grpc":
        from opentelemetry.exporter.otlp.proto.grpc._log_exporter import OTLPLogExporter
        from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    elif protocol == "http/protobuf":
        from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
        from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    else:
        raise ValueError(f"OTEL_EXPORTER_OTLP_PROTOCOL: {protocol!r} (expected: grpc or http/protobuf)")
    return OTLPSpanExporter(), OTLPMetricExporter(), OTLPLogExporter()


def describe(span):
    context = span.get_span_context()
    return {
        "traceId": f"{context.trace_id:032x}",
        "spanId": f"{context.span_id:016x}",
        "parentSpanId": f"{span.parent.span_id:016x}" if span.parent else "",
        "name": span.name,
    }


def play(requests, tracer, meter, logger):
    orders = meter.create_counter("verification.orders", unit="{order}")
    sizes = meter.create_histogram("verification.order.size", unit="By")
    spans, logs, total = [], [], 0
    previous = None
    for number in range(1, requests + 1):
        links = [Link(previous, {"kind": "previous"})] if previous else []
        attributes = {
            "order.number": number,
            "order.weight": number + 0.5,
            "order.express": number % 2 == 0,
            "order.items": ["köttbullar", "牛乳", "🥕"],
            "order.counts": [1, 2, number],
        }
        with tracer.start_as_current_span("GET /order", kind=SpanKind.SERVER, links=links, attributes=attributes) as root:
            with tracer.start_as_current_span("reserve stock") as stock:
                stock.add_event("reserved", {"shelf": f"A{number}"})
                with tracer.start_as_current_span("POST", kind=SpanKind.CLIENT) as payment:
                    if number % 5 == 0:
                        payment.record_exception(RuntimeError("card declined"))
                        payment.set_status(Status(StatusCode.ERROR, "card declined"))
            body = f"order {number} accepted"
            logger.emit(
                LogRecord(
                    severity_number=SeverityNumber.INFO,
                    severity_text="INFO",
                    body=body,
                    attributes={"order.number": number},
                    context=trace.set_span_in_context(root),
                )
            )
            orders.add(1, {"shop": "north"})
            sizes.record(number * 10, {"shop": "north"})
            total += number * 10
        root_described = describe(root)
        spans += [root_described, describe(stock), describe(payment)]
        logs.append({"body": body, "traceId": root_described["traceId"], "spanId": root_described["spanId"]})
        previous = root.get_span_context()
    return {
        "service": os.environ["OTEL_SERVICE_NAME"],
        "spans": spans,
        "logs": logs,
        "counter": {"name": "verification.orders", "value": requests},
        "histogram": {"name": "verification.order.size", "count": requests, "sum": total},
    }


def main():
    span_exporter, metric_exporter, log_exporter = exporters()
    traces = TracerProvider()
    traces.add_span_processor(BatchSpanProcessor(span_exporter))
    metrics = MeterProvider(metric_readers=[PeriodicExportingMetricReader(metric_exporter)])
    logs = LoggerProvider()
    logs.add_log_record_processor(BatchLogRecordProcessor(log_exporter))
    sent = play(
        int(sys.argv[1]),
        traces.get_tracer(SCOPE, "1.0.0"),
        metrics.get_meter(SCOPE, "1.0.0"),
        logs.get_logger(SCOPE, "1.0.0"),
    )
    traces.shutdown()
    metrics.shutdown()
    logs.shutdown()
    print(json.dumps(sent, ensure_ascii=False))


if __name__ == "__main__":
    main()
