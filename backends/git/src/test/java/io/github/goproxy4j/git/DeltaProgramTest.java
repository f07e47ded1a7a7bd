package io.github.goproxy4j.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.goproxy4j.source.SourceLimitException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Delta programs against the base {@code 0123456789}: sizes of base and result, then instructions, in hexadecimal digits. */
class DeltaProgramTest {
    private FileChannel base;

    @BeforeEach
    void writeBase() throws IOException {
        base = UnnamedFile.write(out -> out.write("0123456789".getBytes(StandardCharsets.US_ASCII)));
    }

    @AfterEach
    void closeBase() throws IOException {
        base.close();
    }

    private String run(String program, long maxBytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = HexFormat.of().parseHex(program.replace(" ", ""));
        new DeltaProgram(new ByteArrayInputStream(bytes), new FileWindow(base)).run(out, maxBytes);
        return out.toString(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0a 03 9003,            012",
        "0a 03 910203,          234",
        "0a 06 9003 03616263,   012abc",
        "0a 0a b00a00,          0123456789",
        "0a 14 900a 900a,       01234567890123456789",
        "0a 00,                 ''"
    })
    void run_legalProgram_isItsResult(String program, String result) throws IOException {
        assertThat(run(program, 100)).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "09 03 9003,               another base",
        "0a 03 910803,             goes too far",
        "0a 03 9f0affffff03,       goes too far",
        "0a 64 80,                 goes too far",
        "0a 02 9003,               goes too far",
        "0a 02 03616263,           goes too far",
        "0a 04 9003,               no end",
        "0a 03 036162,             no end",
        "0a 03 90,                 no end",
        "0a,                       no end",
        "0a 03 00,                 unknown instruction",
        "0a ffffffffffffffffff01,  too large"
    })
    void run_illegalProgram_isAnError(String program, String reason) {
        assertThatThrownBy(() -> run(program, 100))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("corrupt pack: a delta with")
                .hasMessageContaining(reason);
    }

    @Test
    void run_resultOverTheLimit_isRefusedBeforeAnythingIsWritten() throws IOException {
        assertThat(run("0a 03 9003", 3)).isEqualTo("012");
        assertThatThrownBy(() -> run("0a 03 9003", 2)).isInstanceOf(SourceLimitException.class);
    }
}
