package io.jianhu.mask;

import io.jianhu.guard.Guard;
import io.jianhu.guard.GuardContract;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Identifiers keep the contract of every guard. */
class IdentifiersContractTest extends GuardContract {

    @Override
    protected Arbitrary<Guard> guards() {
        return Arbitraries.just(Texts.guard());
    }

    @Override
    protected Arbitrary<String> texts() {
        return IdentifiersTest.fragments().list().ofMaxSize(20).map(parts -> String.join("", parts));
    }
}
