package dev.tidemark.heap.analyse.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmNamesTest {
    @ParameterizedTest
    @CsvSource({
        "com.acme.Bus$$Lambda/0x00007f12a4000a88, com.acme.Bus$$Lambda",
        "com.acme.Bus$$Lambda+0x00007f12a4000a88, com.acme.Bus$$Lambda",
        "com.acme.Bus$$Lambda$8/0x00007f12a4000a88, com.acme.Bus$$Lambda",
        "com.acme.Bus$$Lambda$14, com.acme.Bus$$Lambda",
        "com.acme.Bus$$Lambda/0x00007f12a4000a88[], com.acme.Bus$$Lambda[]",
        "$Proxy12, $Proxy",
        "com.sun.proxy.$Proxy12, $Proxy",
        "jdk.proxy2.$Proxy9, $Proxy",
        "java.lang.invoke.LambdaForm$MH/0x00007f12a4005800, java.lang.invoke.LambdaForm$MH",
        "jdk.internal.reflect.GeneratedMethodAccessor17,"
                + " jdk.internal.reflect.GeneratedMethodAccessor",
        "com.acme.Order$$EnhancerByCGLIB$$1f2e3d4c, com.acme.Order$$EnhancerByCGLIB",
        "com.acme.Order$HibernateProxy$wBcXyZ12, com.acme.Order$HibernateProxy",
        "com.acme.Order$1, com.acme.Order$1",
        "com.acme.Order$Item, com.acme.Order$Item",
        "com.acme.Utf8$Decoder, com.acme.Utf8$Decoder",
        "com.acme.Base64Codec$Base64Table2, com.acme.Base64Codec$Base64Table2",
        "byte[], byte[]"
    })
    void names_are_equal_in_all_dumps(String name, String stable) {
        assertThat(JvmNames.stable(name)).isEqualTo(stable);
    }

    @ParameterizedTest
    @CsvSource({
        "java.util.HashMap, HashMap",
        "java.util.HashMap$Node, HashMap$Node",
        "java.lang.String[][], String[][]",
        "javax.sql.DataSource, javax.sql.DataSource",
        "com.acme.Order, com.acme.Order"
    })
    void classes_of_the_jdk_are_known_without_their_package(String name, String shown) {
        assertThat(JvmNames.shown(name)).isEqualTo(shown);
    }
}
