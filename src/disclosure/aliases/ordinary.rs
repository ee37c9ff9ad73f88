//! Names that are words too, and are found in ordinary sentences.

use std::collections::HashSet;
use std::sync::LazyLock;

const WORDS: &str = "\
abbey amber angel april archer art august autumn baker ball banks bar barber bay bean bear bell belle berry best bill bird \
bishop black blessing bloom bond booth boss bow brand bright brook brooks brown bridge buck bull burns bush butcher butler \
can candy carpenter carter case cash chance chapel charity chase cherry church clay close cloud cole cook cooper corn cox \
crane cross crystal daisy dale dash dawn day dean dear dell destiny dick don dot drew driver duke earl early ease east eve \
ever faith farmer fern field finch fish fisher fleet flint flood flower ford forest foster fox frank free french frost gale \
gardener gay gene gentle ginger glen gold good grace grant grave gray green grey grove guy hale hall hand hardy harmony harper \
hart haven hawk hay hazel head heath heather hill hills holly home honey hope house hunt hunter ink iris ivy jack jade jasmine \
jay jazz jet jewel joy judge june junior just justice keen key kind king kit knight lake lamb lane lark law lay lee light lily \
little long lord love low major man mark marsh mason mat max may mead melody mercy mike mile miles mill miller mills mine mint \
money moody moon moore more moss mud nail nest new nick noble north novel oak olive page paige park parks parsley patience pat \
peace peach pearl penny pepper perry peter piper pike pine pink pipe pleasant poet polly pond poole pope poppy porter post \
potter power powers precious price pride prince prior prudence quick quill rain ray read red reed reid rice rich ring river \
rivers road robin robe rock rod rose rosemary rob rowan ruby rush rusty sage sails salt sand sandy savage sawyer scarlet sea \
sharp shepherd short silver sky small smart smith snow song south spring star stark steel stern sterling stone storm strange \
street strong sue summer summers swift swallow tanner taylor teller temple terry thorn thrift tiger tim tower town trinity \
trip true tucker turner twist tyler van victor victory violet wade walker wall ward warden waters way weaver webb week weeks \
well wells west white wild will willow win wind winter winters wise wolf wonder wood woods wren wright yard young yule zest \
academic adviser advocate analyst assistant carer caseworker chair child client clinician coach colleague consultant \
coordinator counsellor director doctor examiner expert facilitator father focus group guest host int interview interviewee \
interviewer lawyer lead leader lecturer librarian manager member mentor moderator mother mum dad narrator nurse observer \
officer operator organiser panel parent participant patient person practitioner president principal professional professor \
psychologist pupil questioner recorder reporter representative researcher resident respondent reviewer secretary service \
sister social solicitor speaker staff student subject supervisor support surveyor teacher team therapist trainer transcriber \
translator trustee tutor unknown user visitor voice volunteer witness woman worker youth both all everyone several others \
audience male female boy girl inaudible unclear question answer note notes comment pilot test";

/// Whether a folded word is one that is said of other things too.
pub(crate) fn is_ordinary(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.split(' ').collect());
    KNOWN.contains(word)
}
