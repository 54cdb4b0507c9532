/** The receivers that scrape targets as Prometheus does. */
package io.beltline.receiver.prometheus;
