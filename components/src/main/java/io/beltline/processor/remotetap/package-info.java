/** The {@code remote_tap} processor: shows some of what passes to who listens. */
package io.beltline.processor.remotetap;
