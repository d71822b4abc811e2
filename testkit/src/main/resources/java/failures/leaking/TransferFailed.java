package com.example.transfers;

final class TransferFailed extends Exception {
    private static final long serialVersionUID = 1;

    TransferFailed(String message) {
        super(message);
    }
}
