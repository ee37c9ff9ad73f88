//! Short and pet forms of first names that are common where English is spoken. Modest on purpose: a line too many hides
//! somebody else under this person's name.

/// Each line: names that may be one person's, the full ones first, before the bar.
const GROUPS: &str = "\
elizabeth elisabeth|liz lizzie lizzy eliza beth betty bess libby
catherine katherine kathryn katharine|cathy kathy kate katie kat cath kath kitty
margaret|maggie meg peggy marge margie
william|will bill billy willy liam
robert|rob robbie bob bobby bert
richard|rich richie rick ricky dick
james|jim jimmy jamie
john|johnny jack
jonathan|jon jonny
joseph|joe joey
thomas|tom tommy
michael|mike mick mickey micky
david|dave davy
daniel|dan danny
matthew|matt
andrew|andy drew
anthony antony|tony
edward|ed eddie ted teddy ned
charles|charlie chuck
christopher|chris kit
christine christina|chris chrissie tina
nicholas|nick nicky
nicola|nicky nikki
alexander|alex sandy alec
alexandra|alex sandra lexi
samuel|sam sammy
samantha|sam sammy
patrick|pat paddy
patricia|pat patsy trish tricia
peter|pete
stephen steven|steve stevie
philip phillip|phil
philippa|pip pippa
timothy|tim
gregory|greg
jeffrey geoffrey|jeff geoff
kenneth|ken kenny
ronald|ron ronnie
donald|don donnie
raymond|ray
lawrence laurence|larry laurie
benjamin|ben benny benji
joshua|josh
zachary|zach zack
nathaniel nathan|nat nate
frederick|fred freddie
francis|frank frankie
frances|fran frankie
henry|harry hal
harold|harry
albert|al bert
leonard|len lenny
vincent|vince
victoria|vicky vicki tori
susan suzanne|sue susie suzy
deborah|deb debbie
jennifer|jen jenny
jessica|jess jessie
rebecca|becky becca bex
rachel|rach
barbara|barb babs
dorothy|dot dottie
eleanor|ellie nell nora
abigail|abi abby gail
amanda|mandy
angela|angie
caroline carolyn|carrie caz
charlotte|lottie charlie
constance|connie
diana|di
emily|em emmy millie
florence|flo florrie
gabrielle gabriella|gabby
georgina|georgie gina
gillian|gill jill
gwendolyn|gwen
helen|nell
isabel isabella isobel|izzy bella issy
jacqueline|jackie jacqui
jane|janie
janet|jan
judith|judy jude
josephine|jo josie
joanna joanne|jo
kimberly kimberley|kim
louise|lou
madeleine|maddie maddy
mary|molly polly
matilda|tilly tilda
natalie|nat
pamela|pam
penelope|penny
rosemary|rose rosie
sarah|sally
stephanie|steph
teresa theresa|terry tess tessa
veronica|ronnie
virginia|ginny
winifred|win winnie
yvonne|vonny
muhammad mohammed mohamed mohammad|mo
abdul abdullah|abdi
oluwaseun|seun
oluwatobi|tobi
olufunke|funke
";

/// Other names of whoever has this one (folded): short forms of a full name, full and other short forms of a short one
/// that belongs to one name alone.
pub(super) fn of(name: &str) -> Vec<&'static str> {
    let parted = GROUPS.lines().filter_map(|line| line.split_once('|'));
    let groups: Vec<(Vec<&str>, Vec<&str>)> =
        parted.map(|(full, short)| (full.split(' ').collect(), short.split(' ').collect())).collect();
    if let Some((_, short)) = groups.iter().find(|(full, _)| full.contains(&name)) {
        return short.clone();
    }
    let mut having = groups.iter().filter(|(_, short)| short.contains(&name));
    match (having.next(), having.next()) {
        (Some((full, short)), None) => full.iter().chain(short).copied().filter(|other| *other != name).collect(),
        _ => Vec::new(),
    }
}
