'use strict';

// Sends a known number of spans, log records and measurements through the OpenTelemetry SDK for
// Node.js and prints what it sent as one line of JSON. The SDK is set up by its OTEL_* environment
// variables only, as an application does it. Argument: the number of requests to play.

const { context, metrics, trace, SpanKind, SpanStatusCode } = require('@opentelemetry/api');
const { logs, SeverityNumber } = require('@opentelemetry/api-logs');
const { NodeSDK } = require('@opentelemetry/sdk-node');

const SCOPE = 'verification.node';

function describe(span, parent) {
  const { traceId, spanId } = span.spanContext();
  return { traceId, spanId, parentSpanId: parent ? parent.spanContext().spanId : '', name: span.name };
}

function play(requests) {
  const tracer = trace.getTracer(SCOPE, '1.0.0');
  const logger = logs.getLogger(SCOPE, '1.0.0');
  const meter = metrics.getMeter(SCOPE, '1.0.0');
  const orders = meter.createCounter('verification.orders', { unit: '{order}' });
  const sizes = meter.createHistogram('verification.order.size', { unit: 'By' });
  const sent = { spans: [], logs: [], sum: 0 };
  let previous;

  for (let number = 1; number <= requests; number++) {
    const links = previous ? [{ context: previous.spanContext(), attributes: { kind: 'previous' } }] : [];
    const root = tracer.startSpan('GET /order', {
      kind: SpanKind.SERVER,
      links,
      attributes: {
        'order.number': number,
        'order.weight': number + 0.5,
        'order.express': number % 2 === 0,
        'order.items': ['köttbullar', '牛乳', '🥕'],
        'order.counts': [1, 2, number],
      },
    });
    const inRoot = trace.setSpan(context.active(), root);
    const stock = tracer.startSpan('reserve stock', { kind: SpanKind.INTERNAL }, inRoot);
    stock.addEvent('reserved', { shelf: 'A' + number });
    const payment = tracer.startSpan('POST', { kind: SpanKind.CLIENT }, trace.setSpan(inRoot, stock));
    if (number % 5 === 0) {
      payment.recordException(new Error('card declined'));
      payment.setStatus({ code: SpanStatusCode.ERROR, message: 'card declined' });
    }
    const body = `order ${number} accepted`;
    logger.emit({
      severityNumber: SeverityNumber.INFO,
      severityText: 'INFO',
      body,
      attributes: { 'order.number': number },
      context: inRoot,
    });
    orders.add(1, { shop: 'north' });
    sizes.record(number * 10, { shop: 'north' });
    sent.sum += number * 10;
    sent.logs.push({ body, traceId: root.spanContext().traceId, spanId: root.spanContext().spanId });
    payment.end();
    stock.end();
    root.end();
    sent.spans.push(describe(root), describe(stock, root), describe(payment, stock));
    previous = root;
  }
  return {
    service: process.env.OTEL_SERVICE_NAME,
    spans: sent.spans,
    logs: sent.logs,
    counter: { name: 'verification.orders', value: requests },
    histogram: { name: 'verification.order.size', count: requests, sum: sent.sum },
  };
}

async function main() {
  const sdk = new NodeSDK();
  sdk.start();
  const sent = play(Number(process.argv[2]));
  await sdk.shutdown();
  console.log(JSON.stringify(sent));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
