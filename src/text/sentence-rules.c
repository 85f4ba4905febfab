/* sentence-rules.c - what sentences.c knows of each language.
 *
 * A list is one string, each entry between blanks; abbreviations stand without their last
 * stop.  An entry in lower case matches any case, one with capitals only itself and itself
 * in capitals (so that `Gen` is not `gen`).  Entries were chosen from each language's usual
 * abbreviations and closed word classes.
 */
#include "text/sentence-rules.h"

#include <string.h>

/* clang-format off */
const CopiaSentenceRules copia_sentence_rules[] = {
    { .language = "en",
      .never =
      " Adm approx Atty Brig ca Capt Cdr cf Cmdr Col Cpl Dr e.g ed eds esp "
      "Fr Ft Gen Gov Hon i.e incl Insp Lieut Lt Maj Messrs Mlle Mme Mmes Mr "
      "Mrs Ms Mt N.B Pres Prof Pvt q.v Rep resp Rev Rt Sen Sgt St Ste Supt "
      "trans v Ven viz vs ",
      .number =
      " act app Apr apt art arts Aug bk bks c cap ch chap chaps col cols Dec "
      "eq eqs ext Feb fig figs fol fols Jan Jul Jun l lib ll Mar n nn no nos "
      "Nov nr Oct p par para paras pp pt pts rm sc sec secs sect Sep Sept "
      "ser tab tel vol vols ",
      .may =
      " A.D a.m al ave B.C B.C.E blvd bros C.E cit co corp esq etc ibid inc "
      "jr ltd p.m rd sq sr ",
      .rarely =
      " assn assoc dept govt inst univ ",
      .starters =
      " a after again all although among an and another any are as at "
      "because before both but by can could did do does during each every "
      "first for from had has have he her here his how however i if in "
      "instead is it its later many meanwhile my neither never next no "
      "nobody none nor not nothing now of on once one only or other our "
      "perhaps several she should since so some soon such that the their "
      "then there therefore these they this those though thus to today under "
      "until upon was we were what when where whether which while who "
      "whoever whose why with within without would yes yet you your ",
      .ordinals = false },
    { .language = "de",
      .never =
      " a allg bes bzw ca d d.h Dipl Dr dt ehem engl evtl exkl Fr Frl frz "
      "geb gem gest ggf griech hl Hptm Hr Hrn hrsg i i.A i.d.R i.e Ing inkl "
      "insb insbes ital kgl lat Lt m.a.W m.E Mag n o o.g o.ä Oblt Prof russ "
      "röm s s.o s.u sog span St u u.a u.U u.z u.ä v v.a verh verw vgl wg z "
      "z.B z.T z.Z z.Zt zit zzgl ",
      .number =
      " Abb Abs Abt Anm Apr Art Aufl Aug Bd Bde Dez Feb Fn H Hft Jan Jg Jul "
      "Jun Kap Lfg max min Mär Nov Nr Nrn Okt Rdnr Rn S Sep Sept Sp Tab Taf "
      "Tel V Vol Z Ziff ",
      .may =
      " etc u.s.w u.v.m usw ",
      .rarely =
      " a.D Abs Apr Aug Chr Co Dez Feb Hrsg Jan Jh Jhd Jhdt Jul Jun Mill Min "
      "Mio Mrd Mär n.Chr Nov Okt Sek Sep Sept Std Stk Str Tsd v.Chr ",
      .starters =
      " aber alle allerdings als also am an auch auf aus bei beide bis da "
      "dabei dadurch dafür dagegen daher damals damit danach dann daran "
      "darauf darum das dass daß dazu dein dem den denn dennoch der deren "
      "des deshalb die dies diese diesem diesen dieser dieses doch dort du "
      "durch ein eine einem einen einer eines einige endlich er erst es etwa "
      "für gegen ich ihm ihn ihr ihre im immer in indem indessen ist ja jede "
      "jeder jedes jedoch jener jetzt kann kein keine man manche mehr mein "
      "mit nach nachdem nein nicht nichts noch nun nur ob obwohl oder ohne "
      "schon sehr sein seine seit sie sind so sobald solche sondern statt "
      "trotz um und uns unser unter viele vielleicht vom von vor wann war "
      "warum was weder weil welche wenn wer wie wieder wir wo zu zuerst "
      "zugleich zum zur zwar zwischen ",
      .ordinals = true },
    { .language = "fr",
      .never =
      " à-d av c.-à-d cf coll dir Dr env ex Me Mgr MM Mr p.ex Pr Prof St Ste "
      "trad vs éd ",
      .number =
      " al art avr ch chap col déc f fig fol févr janv juill l liv n no nos "
      "nov oct p par pp réf sept t tél v vol ",
      .may =
      " cie etc ibid ltd S.A sté ",
      .rarely =
      " dép éds ",
      .starters =
      " afin ai ainsi alors après au aucun aucune aujourd aussi autant "
      "autour aux avant avec beaucoup c car ce ceci cela celle celles celui "
      "cependant certains ces cet cette ceux chacun chaque chez comme "
      "comment d dans de depuis des deux donc dont du dès elle elles en "
      "encore enfin ensuite entre est et eux il ils j jamais je jusqu jusque "
      "l la laquelle le lequel les leur leurs lors lorsque lui là m ma mais "
      "malgré me mes mon même n ne ni non nos notre nous on or ou où par "
      "parce parfois pas pendant personne peu peut plus plusieurs pour "
      "pourquoi pourtant puis puisque qu quand que quel quelle quelques qui "
      "quoi quoique rien s sa sans se selon ses si sinon soit son sous sur "
      "ta tandis te tel telle tes toi ton toujours tous tout toute toutefois "
      "toutes trop très tu un une vers voici voilà vos votre vous y à ",
      .ordinals = false },
    { .language = "es",
      .never =
      " aprox Av Avda Cap cf cfr Cnel D Da Dr Dra Dña ej Excmo Fr Gral Hno "
      "Ilmo Ing Lic Mons p.ej Prof Profa S.M Sr Sra Sras Sres Srta Sta Sto "
      "Tte Ud Uds Vd Vds vid vs ",
      .number =
      " abr ago art arts cap caps col dic ed ene feb fig figs fol jul jun "
      "lib mar may n nov núm núms oct p pp pág págs sep sept set t tel tít "
      "vol vols ",
      .may =
      " a.C a.m cia cía d.C etc ltda p.m S.A ss ",
      .rarely =
      " AA EE FF UU ",
      .starters =
      " a además ahora al algo alguna algunos allí ante antes apenas aquel "
      "aquella aquí así aun aunque aún bajo bien cada casi como con contra "
      "cual cuando cuál cuándo cuánto cómo de debe del desde después dice "
      "donde durante dónde e el ella ellas ello ellos en entonces entre era "
      "es esa esas ese eso esos esta estaba estas este esto estos está fue "
      "ha había hasta hay hoy la las le les lo los luego me mi mientras mis "
      "mucho muchos muy más nada nadie ni ninguno no nos nosotros nuestra "
      "nuestro nunca o otra otro otros para pero poco por porque pues que "
      "quien quizá quién qué se sea según será si sin sino sobre solo son su "
      "sus sí sólo tal también tampoco tan tanto te toda todas todavía todo "
      "todos tras tu tú un una unas uno unos usted y ya yo él ",
      .ordinals = false },
    { .language = "it",
      .never =
      " Arch Avv ca Cap Cav cf cfr Col Comm Dott Dr es Gen Geom Ing Mons On "
      "p.es Prof Rag Sen Sig Sigg SS St Ten vs ",
      .number =
      " ag apr art artt c cap capp dic fasc febb fig figg genn giu lib lugl "
      "magg mar n nn nov nr ott p pag pagg pp sett sez t tav tavv tel v vol "
      "voll vv ",
      .may =
      " a.C d.C ecc etc ltd S.p.A ",
      .rarely =
      " soc ",
      .starters =
      " a ad adesso agli ai al alcuni alla alle allo allora anche ancora "
      "anzi c che chi ci ciò coi col come con cosa così d da dagli dai dal "
      "dalla dalle davanti degli dei del dell della delle dello dentro di "
      "dietro dopo dove due dunque durante e ed egli ella era erano essa "
      "esse essendo essi fra già gli ha hanno i il in infatti infine inoltre "
      "invece io l la le lei li lo loro lui ma mai me mentre mi mia mio "
      "molti molto ne nei nel nell nella nelle nessuno no noi non nostro "
      "nulla o oggi ogni oltre ora per perché perciò però più poi poiché "
      "prima qual quale quali quando quanto quasi quegli quel quella quelle "
      "quelli quello questa queste questi questo qui quindi s se sebbene "
      "secondo sempre senza si sia siamo solo sono sopra sotto sta su sua "
      "sue sui sul sull sulla suo suoi sì tale talvolta tanto tra tu tutta "
      "tutte tutti tutto un una uno v vi voi è ",
      .ordinals = false },
    { .language = "pt",
      .never =
      " aprox Arq Av Cap Cel cf D Dr Dra Drs Eng ex Exma Exmo Fr Gen Ilmo "
      "Mons p.ex Pe Prof Profa Sr Sra Sras Srs Srta Sta Sto Ten vs ",
      .number =
      " abr ago art arts cap caps col dez ed fev fig figs fl fls jan jul jun "
      "liv mai mar n nov núm out p pp pág págs séc sécs set t tel tít vol vols ",
      .may =
      " a.C a.m cia d.C etc ltda p.m S.A ",
      .rarely =
      " ",
      .starters =
      " a agora ainda algumas alguns ali além antes ao aos apenas apesar "
      "após aquela aquele aqui as assim até bem cada com como contra contudo "
      "da das daí de dela dele depois desde dessa desta deve diante do dois "
      "dos durante e ela elas ele eles em embora enquanto entre entretanto "
      "era essa essas esse esses esta estas este estes está eu foi hoje há "
      "isso isto já logo lá mais mas me mesmo meu minha muito muitos na nada "
      "nas nem nenhum nessa nesta no nos nossa nosso nunca não nós o onde os "
      "ou outra outro outros para pela pelo pois por porque portanto porém "
      "pouco qual quando quanto quase que quem quê se segundo seja sem "
      "sempre será seu seus sim sob sobre sua suas só tal talvez também "
      "todas todo todos três tu tudo tão um uma umas uns você vocês à às é ",
      .ordinals = false },
    { .language = "nl",
      .never =
      " bijv ca cf d.i d.w.z dhr dr drs ds evt excl gen hr i.h.b i.p.v incl "
      "ing ir jhr jkvr kapt luit m.a.w m.b.t mej mevr mgr mr mw o.a prof red "
      "resp st t.a.v vgl vs z.g zgn ",
      .number =
      " afd afl apr art aug bd blz dec dl feb fig hfdst hs jan jg jul jun "
      "kol mrt nos nov nr nrs okt p par pp sep sept tel vol ",
      .may =
      " a.u.b cie co e.a e.d enz etc n.Chr v.Chr ",
      .rarely =
      " Chr mld mln ",
      .starters =
      " aan achter al alle alleen als alsof altijd andere beide bij binnen "
      "boven daar daarbij daarna daarom dan dat de dergelijke deze die dit "
      "doch door dus echter een eens eerst eerste elk elke en enige enkele "
      "er eveneens geen haar had hebben heeft heel het hier hierdoor hij hoe "
      "hoewel hun ieder iedere iedereen ik immers in indien integendeel is "
      "ja jij juist kan men met mijn misschien na naar naast nadat nee "
      "nergens niemand niet niets nog nooit nu of om omdat ondanks onder ons "
      "onze ook op over soms te tegen ten terwijl toch toen tot tussen uit "
      "van vanaf veel vele verder vervolgens volgens voor vooral voordat "
      "waar waarom wanneer want was wat we weer welke werd wie wij wil wordt "
      "ze zeer zelfs zij zijn zo zoals zodra zonder zou zowel zullen ",
      .ordinals = false },
    { .language = "sv",
      .never =
      " a bl bl.a ca d.v.s doc dr ev ex exkl f.d f.n fil fr frk gen hr i.e "
      "inkl jfr jmf kand kapt kungl lic löjtn m.a.o p.g.a prof resp s.k st "
      "t.ex vs ",
      .number =
      " anm apr art aug bd dec febr fig jan kap kl mom no nov nr okt p pp s "
      "sept sid sidd tab tel vol ",
      .may =
      " co e.Kr etc f.Kr m.fl m.m o.d o.s.v osv ",
      .rarely =
      " Kr kr mdr milj ",
      .starters =
      " alla allt alltså andra att av bara bland blev både de dem den denna "
      "dess dessa dessutom det detta där därefter därför då efter eftersom "
      "eller emellertid en endast enligt ett flera från får för före först "
      "genom ha hade han har hela henne hennes hon hos hur här i ibland idag "
      "in inga ingen inget innan inte ja jag ju kan kanske man med medan "
      "mellan men mer min mot mycket många måste nej ni nu när nästan någon "
      "något några och också om oss på redan samt sedan sin sina ska skulle "
      "som så sådan till trots två under upp ur utan vad var vara varför "
      "varje vem vi vid vilka vilken vilket vill visserligen vår än ändå är "
      "även åt över ",
      .ordinals = false },
    { .language = "ru",
      .never =
      " акад англ букв ген гос гр греч дер доц зав зам и.о изд им корр лат "
      "наб напр нач нем обл ок пер пл полк пом пос просп проф ред рус св см "
      "сост ср т.е т.к т.н т.о тов тт ул франц чл ",
      .number =
      " абз вып гл илл кн л лл оп п прим разд рис с ст стр т табл ч ",
      .may =
      " др н.э проч т.д т.п ",
      .rarely =
      " в вв г гг д к коп мин млн млрд о п р руб т тыс чел э ",
      .starters =
      " а без более будет бы был была были было в вам вас ведь весь вместе "
      "во вот впрочем все всегда всего всех вскоре вслед всё вы где да даже "
      "для до его ее если есть еще ещё её за затем здесь и из или им их к "
      "каждый как какая какие какой когда конечно которые кто куда лишь "
      "между меня мне многие может можно мой мы на над надо наконец нам нас "
      "наш не нет ни никто ничего но ну о об обо один однако он она они оно "
      "от очень перед по под после потом потому почему почти поэтому прежде "
      "при про раз разве с сам свой себя сегодня сейчас снова со совсем так "
      "такая также такие такой там те тебя тем теперь то тогда того тоже "
      "только тот тут ты у уж уже хотя чего чем через что чтобы чья эта эти "
      "это этого этот я ",
      .ordinals = false },
    { .language = "pl",
      .never =
      " abp al ang bp cf dr franc gen gm im inż kard kpt ks m.in mgr mjr "
      "niem np ob ok os pl por pow ppor ppłk prof płk red ros tj tow tzn tzw "
      "tłum ul vs woj wyd zob łac św ",
      .number =
      " art kol nr nry p pkt poz pp rozdz ryc rys s str t tab ust vol z zesz ",
      .may =
      " etc itd itp n.e p.n.e ",
      .rarely =
      " godz gr in min mld mln o p r tys w zł ",
      .starters =
      " a aby albo ale ani bez bo bowiem by być był była było były bądź "
      "chociaż choć ci co coraz coś czy czyli dla dlaczego dlatego do "
      "dopiero dwa dziś gdy gdyby gdzie i ich ile im inni iż ja jak jaka "
      "jakie jako jeden jedna jednak jego jej jest jeszcze jeśli jeżeli już "
      "każdy kiedy kto która które który lecz lub ma mamy mi miał mimo "
      "między może można my na nad nam nas nasz nawet nic nie niech nigdy "
      "nikt niż no o obok od ona one oni ono oraz po pod podczas pomimo "
      "ponieważ potem powinien poza prawie przed przede przez przy później "
      "również się skoro stąd swój są ta tak taka takie także tam te tego "
      "temu ten teraz to toteż trzeba tu tutaj twój ty tych tylko tym u w "
      "wam wczoraj we więc wobec wreszcie wszyscy wszystko wtedy właśnie "
      "wśród z za zanim zaraz zatem zawsze zaś ze żaden że żeby ",
      .ordinals = true },
    { .never = " ", .number = " ", .may = " ", .rarely = " ", .starters = " " },
};
/* clang-format on */

const char *const copia_sentence_languages[] = { "en", "de", "fr", "es", "it", "pt",
                                                 "nl", "sv", "ru", "pl", NULL };

const CopiaSentenceRules *
copia_sentence_rules_find (const char *language)
{
    const CopiaSentenceRules *rules = copia_sentence_rules;

    while (rules->language) {
        size_t size = strlen (rules->language);

        if (language && !g_ascii_strncasecmp (language, rules->language, size) &&
            strchr ("-_", language[size])) /* the end of the string is found too */
            return rules;
        rules++;
    }
    return language ? NULL : rules;
}

/* As in the lists: without the last stop. */
static char *
entry (const char *abbreviation)
{
    size_t size = strlen (abbreviation);

    if (size > 0 && abbreviation[size - 1] == '.')
        size--;
    return g_strndup (abbreviation, size);
}

CopiaSentenceRules *
copia_sentence_rules_new (const char *language, const char *const *abbreviations)
{
    const CopiaSentenceRules *rules = copia_sentence_rules_find (language);
    CopiaSentenceRules *self = g_new (CopiaSentenceRules, 1);

    *self = *(rules ? rules : copia_sentence_rules_find (NULL));
    self->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    for (; abbreviations && *abbreviations; abbreviations++)
        g_hash_table_add (self->own, entry (*abbreviations));
    return self;
}

void
copia_sentence_rules_free (CopiaSentenceRules *self)
{
    if (!self)
        return;
    g_hash_table_unref (self->own);
    g_free (self);
}

bool
copia_sentence_rules_list (const char *list, const char *word, size_t size)
{
    char padded[32];

    if (size + 3 > sizeof padded || memchr (word, ' ', size) || memchr (word, 0, size))
        return false;
    padded[0] = ' ';
    memcpy (padded + 1, word, size);
    padded[size + 1] = ' ';
    padded[size + 2] = '\0';
    return strstr (list, padded) != NULL;
}
