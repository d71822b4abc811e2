package com.example.screens;

import java.util.concurrent.Flow;

final class Backup implements Flow.Subscriber<String> {
    private final byte[] copy = new byte[110];
    private Flow.Subscription subscription;

    void stop() {
        subscription.cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String item) {
        copy[0]++;
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
