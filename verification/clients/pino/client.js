'use strict';

// Logs by pino: every level, an exception, ids of a trace. The only argument is the file to log to.
const pino = require('pino');

const log = pino(
  { level: 'trace', name: 'shop.orders' },
  pino.destination({ dest: process.argv[2], sync: true })
);

log.trace('opened');
log.debug({ items: 3 }, 'cart of %d items', 3);
log.info(
  { trace_id: '0af7651916cd43dd8448eb211c80319c', span_id: 'b7ad6b7169203331' },
  'order 4711 - paid [card]'
);
log.warn('two\nlines, "quoted" \u00fc');
log.error(new Error('no stock'), 'order failed');
log.fatal('that is all');
