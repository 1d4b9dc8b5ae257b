package io.jianhu.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Media;
import io.jianhu.wire.Question;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures in every dialect that can have them: refused, left out or passed on, as the robot's file says. */
class MediaTest {

    private static final String PICTURE = "aGVsbG8=";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "v1/chat/completions | {'messages':[{'role':'user','content':[{'type':'text','text':'看图'},"
                        + "{'type':'image_url','image_url':{'url':'data:image/png;base64,aGVsbG8='}}]}]}",
                "v1/chat/completions | {'messages':[{'role':'user','content':[{'type':'text','text':'看图'},"
                        + "{'type':'input_audio','input_audio':{'data':'data:aGVsbG8=','format':'wav'}}]}]}",
                "v1/responses | {'input':[{'type':'message','role':'user','content':[{'type':'input_text','text':'看图'},"
                        + "{'type':'input_image','image_url':'data:image/png;base64,aGVsbG8='}]}]}",
                "v1/messages | {'model':'m','max_tokens':9,'messages':[{'role':'user','content':[{'type':'text',"
                        + "'text':'看图'},{'type':'image','source':{'type':'base64','media_type':'image/png',"
                        + "'data':'aGVsbG8='}}]}]}",
                "v1/messages | {'model':'m','max_tokens':9,'messages':[{'role':'user','content':[{'type':'tool_result',"
                        + "'tool_use_id':'toolu_1','content':[{'type':'text','text':'看图'},{'type':'image','source':"
                        + "{'type':'base64','media_type':'image/png','data':'aGVsbG8='}}]}]}]}",
                "api/chat | {'model':'m','messages':[{'role':'user','content':'看图','images':['aGVsbG8=']}]}",
                "api/generate | {'model':'m','prompt':'看图','images':['aGVsbG8=']}"
            })
    void whatNoGuardCanReadIsTreatedAsTheRobotSays(String path, String body) throws Exception {
        assertThat(catchThrowableOfType(BadQuestion.class, () -> read(path, body, Media.REFUSE))
                        .code())
                .isEqualTo("unsupported_content");
        assertThat(read(path, body, Media.DROP)).contains("看图").doesNotContain(PICTURE);
        assertThat(read(path, body, Media.PASS)).contains("看图").contains(PICTURE);
    }

    /** What a server of the same tongue would be asked. */
    private static String read(String path, String body, Media media) throws BadQuestion {
        Arrival arrival = new Arrival("r-1", new RobotId("FT-001"), "portal", Optional.empty(), Instant.EPOCH, media);
        Question question = Apis.all(Caps.DEFAULT)
                .at(path)
                .orElseThrow()
                .read(arrival, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        Raw raw = question.raw();
        Exchange same = new Exchange(raw.id(), raw.robot(), raw.client(), raw.shape(), raw.messages(), raw.askedAt());
        return new JsonText(1 << 20, false).text(question.document(same, ""));
    }
}
