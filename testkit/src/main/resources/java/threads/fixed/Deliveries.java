package com.example.deliveries;

import harness.Service;

/** Every second call sends something and makes a bill for it. */
public final class Deliveries implements Service {
    private final Courier courier = new Courier();
    private final Billing billing = new Billing();

    @Override
    public Object handle(int number) throws Exception {
        if (number % 2 == 0) {
            courier.send("parcel-" + number);
            return billing.bill(number);
        }
        return number;
    }
}
