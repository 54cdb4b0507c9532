package io.beltline.delivery.journal;

/**
 * What a queue holds at one moment.
 *
 * @param name its name
 * @param records records taken and not acknowledged
 * @param items their items
 * @param bytes the bytes of their payloads, each counted although another queue may share them
 * @param open whether somebody has it open
 */
public record QueueSummary(String name, long records, long items, long bytes, boolean open) {}
