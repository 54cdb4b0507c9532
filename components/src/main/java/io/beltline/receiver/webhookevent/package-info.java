/** The receiver of events that webhooks send over HTTP. */
@NullMarked
package io.beltline.receiver.webhookevent;

import org.jspecify.annotations.NullMarked;
