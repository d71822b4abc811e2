package com.example.batches;

import java.util.logging.Logger;

final class BatchLog {
    private static final Logger LOGGER = Logger.getLogger("com.example.batches");

    private BatchLog() {}

    static String run(String batch) {
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(new BatchHandler(batch));
        return batch;
    }
}
