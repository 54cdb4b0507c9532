/** The {@code host_metrics} receiver: what a Linux host tells of itself. */
package io.beltline.receiver.hostmetrics;
