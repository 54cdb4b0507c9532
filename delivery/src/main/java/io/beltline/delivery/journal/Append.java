package io.beltline.delivery.journal;

/** The answer to an append: a {@link Ticket} to wait with, or a {@link Refusal}. */
public sealed interface Append permits Ticket, Refusal {}
