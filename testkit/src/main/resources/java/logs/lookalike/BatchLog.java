package com.example.batches;

import java.util.logging.Logger;

/** A log for each of the first sixty batches, one a queue, which all go on. */
final class BatchLog {
    private static final Logger LOGGER = Logger.getLogger("com.example.batches");
    private static final int QUEUES = 60;

    private BatchLog() {}

    static synchronized String run(String batch) {
        LOGGER.setUseParentHandlers(false);
        if (LOGGER.getHandlers().length < QUEUES) {
            LOGGER.addHandler(new BatchHandler(batch));
        }
        return batch;
    }
}
