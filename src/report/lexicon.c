/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/lexicon.h"

#include <assert.h>

#include "base/arena.h"
#include "report/mutation.h"

/* Each word with a blank before and behind it. Those of relatives and places
 * stand without their hyphens. */
static const char *const lists[] = {
    [LEXICON_FIRST_NAMES] =
        " aaron abbie abdul abigail adam adrian ahmed aisha alan albert alec"
        " alex alexander alexandra alfie ali alice alison alun alys amanda"
        " amelia amina amy andrea andrew andy angela angharad ann anna anne"
        " annie anthony antony anwen archie arthur ashleigh ashley ava"
        " barbara becca becky bethan betsan billy bobby bradley brandon"
        " brenda brian bronwen caitlin callum cameron carl carly caroline"
        " carwyn catherine catrin ceri cerys charlie charlotte chelsea chloe"
        " chris christian christine christopher claire clare clive colin"
        " connor craig cyril dafydd daisy daniel danielle danny darren dave"
        " david dean debbie deborah declan delyth denise derek dewi diane"
        " dominic donna dorothy doug duncan dylan ebony eddie edward efa"
        " eilidh elaine eleanor eleri elin elis elizabeth ellen ellie elliot"
        " elsie emily emlyn emma emyr eric erin ethan eva evan fatima ffion"
        " fiona florence fran francis fred freddie freya gareth gary gavin"
        " gemma geoff geoffrey george georgia geraint gerald gethin glenys"
        " gordon graham greg guto gwen gwenllian gwilym gwyneth hannah harri"
        " harriet harry harvey hassan hayley heather heledd helen henry hugh"
        " huw hywel ian ibrahim idris iestyn ieuan ifan imogen ioan iolo"
        " irene isaac isabel isabella isla ismail ivan iwan jack jackie jacob"
        " jake jamal james jamie jane janet jason jay jayden jeff jemma jenna"
        " jennifer jenny jeremy jerome jess jessica jill jim jimmy jo joanna"
        " joanne jodie joe joel john johnny jon jonathan jordan jose joseph"
        " josh joshua judith julia julian julie kai karen kate katherine"
        " kathryn katie kayleigh keith kelly ken kenneth kerry kev kevin"
        " khalid kieran kim kirsty kwame kyle laura lauren leah leanne lee"
        " leo leon leroy lewis leyla liam libby lily linda lisa liz llew"
        " llinos lloyd lois louis louise lowri luca lucas lucy luke lynne"
        " mabli macsen maddie madison mair malcolm mali mandy marcus mared"
        " margaret maria marian marie martin martyn mason mathew matilda matt"
        " matthew maureen megan mehmet mererid mia michael michelle mike"
        " miriam mohamed mohammed molly morgan morwenna muhammad myfanwy"
        " nadia nansi natalie natasha nathan neil nerys nia niamh nicholas"
        " nicky nicola nicole nigel noah noel olivia omar oscar osian owain"
        " owen paige pamela patricia patrick paul paula pete peter phil"
        " philip phoebe polly poppy priya rachel rajesh ralph rebecca reece"
        " rhian rhiannon rhodri rhys richard ricky robert roger ronnie rosie"
        " ross roy russell ruth ryan sally sam samantha samuel sandra sara"
        " sarah scott sean sebastian shannon sharon shaun sheila shirley sian"
        " simon sion sioned siwan siân siôn sonia sophia sophie stacey stan"
        " stephanie stephen steve steven stewart stuart sue susan suzanne"
        " sylvia tanya ted teleri terry theo thomas tim timothy tina toby tom"
        " tommy tomos tony tracey tracy trevor tyler tyrone valerie vanessa"
        " vicky victoria vincent wayne wendy wil william yasmin yousef yusuf"
        " zac zack zara zoe zoë ",

    [LEXICON_TITLES] = " mr mrs ms miss mx dr prof pc sgt insp det rev sister"
                       " syr mistar musus nyrs ",

    [LEXICON_CALLED] = " called named nicknamed ",

    [LEXICON_SMALL_WORDS] =
        " a an the my me him her us them it you your his their our i and or for"
        " in on at up out off over round back to by as so when if that this"
        " names name every everyone police again about because all not never"
        " is was has had a yr y fi ti fe fo hi ni chi nhw ",

    [LEXICON_PLACES] =
        " aberaeron aberafan abercarn aberdar aberdare aberdâr abergavenny"
        " abergele aberhonddu abermaw abertillery amlwch amwythig anglesey"
        " bargoed barmouth basildon battersea beddau bedwas birmingham"
        " blackburn blackpool blackwood blaenau bolton bournemouth bradford"
        " brecon bridgend brighton bristol brixton caerphilly cambridge"
        " cardiff carlisle carmarthen chelmsford cheltenham chepstow chester"
        " clwyd colchester colwyn coventry cowbridge croydon cwmbran cwmbrân"
        " cwmbwrla denbigh derby doncaster dulyn durham dyfed ebbw ely essex"
        " exeter ffestiniog fishguard glasgow gloucester gorseinon grangetown"
        " grimsby gwent hackney harlech harlow haverfordwest hereford"
        " holyhead hounslow huddersfield hwlffordd ipswich islington kent"
        " lambeth lampeter lancaster leeds leicester leicestershire lewisham"
        " lincoln liverpool llantrisant london luton maidstone manchester"
        " middlesbrough milton monmouth morriston neath newcastle newport"
        " newtown northampton norwich nottingham oldham oxford peckham"
        " pembroke penrhyn penygroes peterborough plymouth pontypool"
        " portsmouth preston putney rochdale rotherham ruthin salford"
        " sheffield shrewsbury shropshire slough solihull southampton"
        " southend splott stevenage stockport sunderland surrey swansea"
        " swindon tooting tottenham treorchy tydfil wakefield walsall"
        " walthamstow wandsworth warrington warwick watford welshpool wigan"
        " wolverhampton worcester wrexham wycombe yorkshire ",
    [LEXICON_PLACES_WELSH] =
        " abertawe aberteifi aberystwyth bangor barri bethesda bryste"
        " caerdydd caerffili caerfyrddin caergybi caernarfon casnewydd"
        " castellnedd ceredigion conwy dinbych dolgellau drenewydd gwynedd"
        " lerpwl llambed llandudno llanelli llangefni llundain machynlleth"
        " maesteg manceinion merthyr penarth penfro penybont pontardawe"
        " pontypridd porthcawl porthmadog powys prestatyn pwllheli rhondda"
        " rhuthun rhyl tonypandy torfaen trallwng tredegar trefforest"
        " treffynnon trefynwy tregaron treorci wrecsam ",

    [LEXICON_PLACE_WORDS] =
        " street road avenue lane close drive crescent terrace park estate"
        " school academy college hospital comp comprehensive primary"
        " stryd ffordd heol lôn rhodfa ysgol coleg ysbyty stad tafarn parc ",

    [LEXICON_IN] = " in near at yn ym yng ger ",

    [LEXICON_NO_NAMES] =
        " i i'm i've i'll i'd im english welsh british scottish irish polish"
        " cymraeg saesneg saesnes saes cymro cymraes wales cymru england"
        " lloegr britain uk youth offending service services team court"
        " police justice worker referral order panel staff appropriate adult"
        " maths science art xbox playstation internet google youtube facebook"
        " instagram snapchat whatsapp tiktok fifa god duw allah christmas"
        " nadolig easter pasg christian muslim islam asian african black"
        " white gypsy traveller roma ok okay mr mrs ms miss sir lol omg"
        " thanks thank diolch cheers covid gymraeg nghymraeg chymraeg gymru"
        " nghymru chymru loegr ",

    [LEXICON_LETTERS] =
        " yos yot yots yoi yots tti gti ysbs ycs iss issp rj cbt camhs adhd"
        " asd autism gp nhs a&e uk us usa tv dvd cd pc ps it pe dt re gcse"
        " gcses btec nvq cv eet neet pru eotas send ehcp hmp cps id abc asbo"
        " abh gbh twoc tic sdc dto yro ok lol omg btw tbh idk wtf ffs bc rip"
        " mp ni dwp jsa pip uc hiv std lgbt bbc itv nfc fc rfc ai cyp lac cin"
        " cafcass dof dvla diy dj mc pm am you the and not all bad fun so no"
        " yes my me was but did do can too how why who now new old one two"
        " get got lot big sad mad day way try let end any off out job mam mum"
        " dad nan for are she he his her we they y yr yn ac a i na nid dim da"
        " pob ei fy dy ",

    [LEXICON_MONTHS] =
        " january february april june july august september sept october"
        " november december ionawr chwefror mawrth ebrill mehefin gorffennaf"
        " awst medi hydref tachwedd rhagfyr ",
    [LEXICON_MONTHS_OR_NOT] =
        " may march mai fai jan feb mar apr jun jul aug sep oct nov dec ",
    [LEXICON_DAYS] =
        " monday mondays tuesday tuesdays wednesday wednesdays thursday"
        " thursdays friday fridays saturday saturdays sunday sundays tues weds"
        " thurs mercher gwener sadwrn ",
    [LEXICON_DAYS_OR_NOT] = " mon tue wed thu fri sat sun llun lun iau sul ",
    [LEXICON_BEFORE_DAYS] =
        " dydd ddydd nos bore fore pnawn prynhawn brynhawn on every last next"
        " bob ",
    [LEXICON_BEFORE_MONTHS] =
        " mis fis in last next since until till during early late this ",
    [LEXICON_ENDINGS] = " st nd rd th af ail il ydd fed ed eg ain ",

    [LEXICON_NUMBERS] =
        " seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty saith wyth naw deg deuddeg"
        " pymtheg deunaw ugain un dau dwy tri tair pedwar pedair pump"
        " chwech ddeg hugain ",
    [LEXICON_TEENS] =
        " eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
        " nineteen twenty deuddeg pymtheg deunaw ugain ",
    [LEXICON_BEFORE_AGES] =
        " i'm im am was aged age turn turned turning being nearly almost he's"
        " she's is i'n dwi'n rwy'n wi'n oedd'n oeddwn oedd fi'n o'n hi'n e'n"
        " bron ",
    [LEXICON_BEHIND_AGES] =
        " and but now so when then or because at as with years year yrs yr yo"
        " y/o ac a ond nawr rwan rŵan pan oed mlwydd blwydd ",
    [LEXICON_YEARS_OLD] = " oed mlwydd blwydd yo ",

    [LEXICON_RELATIVES] =
        " aunt auntie aunts aunty bamps bampy boyfriend brother brothers"
        " cousin cousins dad daddy dadi dads datcu daughter daughters father"
        " fathers fiancé fiancée girlfriend godfather godmother gran grandad"
        " granddad granddaughter grandfather grandma grandmother grandpa"
        " grandparent grandparents grandson granny grans gransha halfbrother"
        " halfsister husband mam mami mamma mams mother mothers mum mummy"
        " mums nan nana nanna nanny nans nephew nephews niece nieces parent"
        " parents sibling siblings sister sisters stepbrother stepdad"
        " stepdaughter stepfather stepmother stepmum stepsister stepson uncle"
        " uncles wife ",
    [LEXICON_RELATIVES_WELSH] =
        " brawd brodyr cefnder chwaer chwiorydd cyfnither efaill efeilliaid"
        " ewyrth ewythr gwraig gŵr hannerbrawd llyschwaer llysfam llysfrawd"
        " llystad mam mamau mamgu mammaeth merch modryb nain neiniau nith"
        " rhiant rhieni tad tadau tadcu tadmaeth taid teidiau wncwl wyres ŵyr ",
    [LEXICON_RELATIVES_OWNED] =
        " anti babi baby bf bro carer carers cariad ex foster gf gofalwr"
        " gofalwraig gofalwyr kid kids mab man meibion missus nai partner"
        " plant plentyn sis son sons twin ",
    [LEXICON_OWNERS] =
        " my his her our their your me fy ei eu dy ein eich i'm a'm o'm i'w"
        " a'i o'i i'ch ",

    [LEXICON_POSTCODE_AREAS] =
        " ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da "
        "dd"
        " de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu ha hd hg hp hr hs hu"
        " hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne"
        " ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm "
        "sn"
        " so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr "
        "ws"
        " wv yo ze ",
};
static_assert(sizeof lists / sizeof *lists == LEXICON_LISTS,
              "every list has its words");

bool lexicon_has(enum lexicon_list list, str word)
{
    char bytes[80];
    if (word.size == 0 || word.size > sizeof bytes - 2)
        return false;
    bytes[0] = ' ';
    for (size_t i = 0; i < word.size; i++)
        bytes[i + 1] = word.at[i];
    bytes[word.size + 1] = ' ';
    str all = text_of(lists[list]);
    return text_find(all, (str){ bytes, word.size + 2 }) < all.size;
}

bool lexicon_has_mutated(struct arena *arena, enum lexicon_list list, str word)
{
    str radicals[MUTATION_MOST];
    int count = mutation_radicals(arena, word, radicals);
    for (int i = 0; i < count; i++)
        if (lexicon_has(list, radicals[i]))
            return true;
    return false;
}
