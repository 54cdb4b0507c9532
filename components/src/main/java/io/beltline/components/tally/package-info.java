/** Metrics that count or sum the records of a request, shared by connectors. */
package io.beltline.components.tally;
