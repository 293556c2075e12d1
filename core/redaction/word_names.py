"""Names that are also words of everyday English: taken for a person only where they are written as a name."""

WORDS = frozenset(
    """
    able ace ada admin al all alma amber amity amp andy angel angle anna anonymous anybody anyone apple april arch
    ark art ash ashes aspen august autumn ava axel bailey baker bar barb barber barn baron basil bay beck bell ben
    berry bet beth beverage bill birch bird bishop black blade blake blanche blank blaze bliss blue bo bob bond
    bonnie book booker boss bot boy brad brain branch brand brandy brave breeze brent brew bridge brook brooks brown
    buck bud buddy bug burn burns bush butcher butler buzz cable cain calm candy cap captain card carol carry carter
    case cash cat cedar chad chance chandler channel chapel char charity charm chase chat cherry chip chris
    christian chuck church ciel cisco clay clear cliff cloud clover coal coast cobra cody cole colt commander con
    constant cook cooper coral corey corn court coy cross crow crystal curt dad daisy dale dan dane dash dasher data
    dawn day dean death debut dee del dell den destiny dev diamond dick dig digger do doc doll dolly don dot dove
    drake dream drew drum duck dude dug duke duncan dusty dutch eagle earl early earnest east easter echo eden edge
    eve even ever everybody everyone ewe faith fan farmer fern field finch finn fish fisher flint flora flower foe
    ford forest foster fox fran frank frankie free freed friday frost gable gag gage gail gale gamer gates gay gem
    gene general genesis gin ginger glad glen glory gold golden good grace grady grant gray green grey griffin grim
    ground grove guest guide gun gunner guy hack hacker hale hall ham hank happy hardy harmony harper harry hart
    harvest haven hawk hay hazard hazel heath heather heaven heavy hector hello help helper henna herb here heron
    hill hip hiss holly home homer honey honor hook hooper hope horn host house hud hugh hunter ice imp indigo info
    ink iris island ivory ivy jack jade jasmine jasper jay jazz jean jerry jersey jet jewel jimmy job joe john josh
    journey joy judge jules june junior justice justin kay keen kelly ken kid killer kind king kit kitty knight lace
    lad lady lake lamb lance land lane lark laurel law lea leaf lee leg leo leon liberty lily lime linden line link
    lion list little lock long lot lotus love low luck lucky luna lyric mac mace magic maid mail main major man mar
    marble march mark marker marsh marshal marshall mart martin marvel mason master mat matt matter max may mayor me
    mead melody mercy merit merry mick mid mike mild miles milk mill miller milo mimi min mind mint mira miracle
    miss misty mo mocha mod modest monk monster moon moor moose moss most mouse musk myth nan nat navy ned neo net
    new news newton nick night nil nobody nod norm north nova oak ocean odd olive opal oracle otter owner page paige
    palmer pan panda panther paris parker pat patience patrick pauline pax peace peach pearl peg pen penny pepper
    perry person pet pete phoenix pierce pip piper pitt plum poe polly pond pony poppy porter post potter powers
    prairie precious president price pride priest prince princess prior promise prudence quartz queen quest quill
    rab rain rainbow ran random ranger ransom raven ray read red reed reef reese reid rex rhyme ribbon rice rich
    richer rider river rob robin rock rocket rocky rod roger rogue roman rook root rose rosemary rosy row rowan roy
    ruby rue rush russet rusty ruth sable sad sage sailor saint sal sales sally sam samson sand sandy sap sapphire
    sara sasha saturday saul savage savannah sawyer scarlet scot scott scout sea season self serene serenity shade
    shadow shaw shay shell shelly sherry shore short sid silver simple sin sinner skip sky slash slate slim sly
    small smart smith snow sol solo somebody someone son song sonic sonny spark sparrow spencer spike spring spruce
    stan star stark starry stella sterling stew still stone storm stormy strong sue sum summer sun sunday sunny
    sunshine support swan swift tab tad tan taylor teal team ted temple test tester they thor thorn thunder tiger
    tim timber time tin tip toby tom ton tony topaz tory trace tracy tray treasure trent trey trinity trinket trip
    tripp troll troy true trusty tuck tucker turner ty tyler unique unity us user val valentine van vance vanity
    velvet venus vera verity vic victor victory vine violet viper virtue viva wade walker wall wang ward warden
    warren was wave way we weaver web webb weber wednesday wells wendy wes west wheat wheeler whisper white wild
    wilder will willow wind winner winter wise wish wit wiz wizard wolf wood woods woody world worth wren wright
    wynn yacht yale yam yen york you young yuri zebra zen zero zip zone
    """.split()
)
