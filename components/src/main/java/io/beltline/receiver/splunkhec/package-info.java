/** The receiver of events that clients of Splunk's HTTP Event Collector send. */
@NullMarked
package io.beltline.receiver.splunkhec;

import org.jspecify.annotations.NullMarked;
