package io.jianhu.loadtest.micro;

import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Shape;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.mask.Masked;
import io.jianhu.mask.Masker;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Masking a citizen's letter of a thousand characters with three values in it, which was not seen before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MaskBenchmark {

    private static final int SECRET_BYTES = 32;
    private static final Shape SHAPE = new Shape("mock", false, false, Optional.empty());

    private final Masker masker = new Masker(new byte[SECRET_BYTES], 1 << 20, Clock.systemUTC());
    private final RobotId robot = new RobotId("FT-001");
    private String letter = "";
    private long number;

    @Setup
    public void prepare() {
        Dialogue dialogue = new Dialogue(1, 0);
        letter = "我的手机号是13800130000，邮箱是test@example.com。" + dialogue.body(1) + dialogue.body(2)
                + "也可以打另一个电话13900130000。" + dialogue.body(3);
    }

    @Benchmark
    public Masked letter() {
        number++;
        Message message = new Message(Role.USER, List.of("来信第" + number + "封：" + letter));
        return masker.mask(new Raw("request", robot, "loadtest", SHAPE, List.of(message), Instant.EPOCH));
    }
}
