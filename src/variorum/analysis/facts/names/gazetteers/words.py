"""Words that tell by their form what a name names: offices, bodies, landscapes, instruments, occasions.

Source: written for variorum.
"""

from __future__ import annotations

# Offices and forms of address before a name.
TITLES = frozenset(
    (
        "Mr. Mrs. Ms. Dr. Prof. Gen. Lt. Col. Sen. Rep. Gov. Amb. Adm. Capt. Maj. Sgt. Cpl. Rev. Hon. Messrs. Mme. Mr "
        "Cpl Mrs Ms Dr Mme Messrs President President-elect Vice-President Premier Minister Deputy Secretary "
        "Secretary-General Under-Secretary-General Ambassador Senator Representative Congressman Congresswoman "
        "Governor Mayor General Lieutenant-General Brigadier Marshal Admiral Colonel Captain Lieutenant Major "
        "Sergeant Corporal Chair Chairman Chairwoman Chairperson Vice-Chair Chancellor King Queen Prince Princess "
        "Emperor Empress Tsar Sultan Emir Pope Bishop Archbishop Cardinal Patriarch Catholicos Reverend Rabbi Imam "
        "Sheikh Ayatollah Pastor Judge Justice Sir Lord Lady Dame Professor Doctor Director Director-General "
        "Administrator Commissioner Envoy Leader Commander Commander-in-Chief Speaker Chief Attorney Surgeon "
        "Comptroller Coordinator Spokesperson Spokesman Spokeswoman Officer Private Specialist Counsel Counselor "
        "Adviser Advisor Prosecutor Rapporteur Moderator Treasurer Trooper Detective Saint Sheriff Delegate"
    ).split()
)
# What may stand before an office and belongs to it.
TITLE_MODIFIERS = frozenset(
    (
        "National Foreign Prime Vice Deputy Special Permanent Supreme First Former Acting Interim Defense Defence "
        "Interior Finance Treasury Commerce Labor Energy Education Transportation Agriculture State Personal High "
        "Executive Chief Lieutenant Major Brigadier Rear Staff Associate Assistant Under Senior Federal Police "
        "Majority Minority House Senate Press Crown Grand Vatican Opposition Party Security Force Resident "
        "Humanitarian Her His Majesty Excellency Holiness"
    ).split()
)
# Instruments, named by their last word or by the word before "of" and "on".
DOCUMENT_HEADS = frozenset(
    (
        "Act Acts Treaty Treaties Agreement Agreements Accord Accords Convention Conventions Covenant Covenants "
        "Charter Constitution Declaration Protocol Protocols Statute Pact Memorandum Memoranda Compact Communiqué "
        "Communique Code Directive Regulation Ordinance Decree Amendment Amendments Concordat Armistice Law Bill "
        "Proclamation Manifesto Accords Understanding Agenda"
    ).split()
)
ORGANISATION_HEADS = frozenset(
    (
        "Committee Committees Subcommittee Council Councils Ministry Ministries Army Force Forces Navy Guard Corps "
        "Board Commission Agency Agencies Office Bureau Department Authority Administration Service Services "
        "Institute Institutes Institution Foundation Association Union League Organization Organisation Party "
        "Front Brigade Brigades Group Fund Bank Banks Court Courts Tribunal Parliament Assembly Congress Senate "
        "Cabinet Mission Embassy Consulate Delegation Secretariat University College Academy Church Company "
        "Corporation Inc Inc. Ltd Ltd. LLC Police Coalition Alliance Federation Confederation Society Club Team "
        "Center Centre Hospital Library Museum Network Panel Unit Command Regiment Battalion Division Squadron "
        "Militia Government Directorate Chamber Trust Exchange "
        "Laboratory Laboratories Lab School Schools Consortium Partnership "
        "Registry Inspectorate Presidency Airlines Airways Media Times Post Fleet Militias Clinic Laboratories"
    ).split()
)
PLACE_HEADS = frozenset(
    (
        "River Sea Ocean Gulf Bay Strait Straits Island Islands Peninsula Mountain Mountains Valley Lake Province "
        "Region District County Governorate Oblast Desert Heights Hills Canal Corridor City Airport Harbor Harbour "
        "Basin Plateau Forest Reservation Square Cemetery Coast Beach Prefecture Municipality Township Village "
        "Archipelago Delta Plain Park Monument Mount Cape Port Fort Camp Border Highway Pass Zone"
    ).split()
)
EVENT_HEADS = frozenset(
    (
        "War Wars Day Genocide Revolution Conference Summit Hurricane Massacre Massacres Uprising Intifada Week "
        "Month Games Festival Tragedy Jubilee Pogrom Pogroms Forum Earthquake Rebellion Siege Battle"
    ).split()
)
# Names that end so are programmes, papers or things, of none of our kinds.
OTHER_HEADS = frozenset(
    (
        "Program Programme Programs Plan Initiative System Systems Strategy Project Policy Order Orders Report "
        "Award Medal Prize Honor Section Sections Part Title Chapter Article Articles Annex Appendix Paragraph "
        "Schedule Table Figure Form Rate Rates Index Standards Fellowship Scholarship Building Street Avenue Road "
        "Boulevard Drive Lane Highway Affairs Rights Security Resolution Resolutions Statement Notice Release "
        "Number House Facility Facilities Note Notes"
    ).split()
)
STREETS = frozenset("Street Avenue Road Boulevard Drive Lane Highway Plaza Floor Suite St. Ave. Rd. Blvd.".split())
# Heads behind which "on", "for", "to", "in" or "against" goes on with the name.
COMPLEMENTS = {
    "on": frozenset(
        (
            "Committee Subcommittee Convention Conventions Treaty Protocol Agreement Commission Panel Declaration "
            "Council Covenant Conference Summit Authority Office Act Institute Memorandum Center Centre Pact Law "
            "Code Directive Group"
        ).split()
    ),
    "for": frozenset(
        (
            "Office Agency Fund Center Centre Department Organization Organisation Commission Institute Bank Court "
            "Tribunal Association Alliance Authority Mission Coalition Foundation Agenda Force Convention "
            "Committee Council Centers Centres Society Ministry Bureau Directorate"
        ).split()
    ),
    "to": frozenset("Treaty Protocol Act Mission Coalition Delegation Embassy Panel Amendment".split()),
    "in": frozenset("Mission Force Operation Presence".split()),
    "against": frozenset("Committee Convention Protocol League Coalition Alliance".split()),
}
# Bodies whose field may hold "and": "Ministry of Trade and Industry".
FIELDED = frozenset(
    (
        "Ministry Department Committee Subcommittee Office Bureau Commission Convention Agency Council Treaty "
        "Protocol Institute Directorate Conference Covenant Organization Organisation Declaration Center Centre "
        "Authority Board Division"
    ).split()
)
# Words for kinds of places in lower case, behind and before a name that need stand in no table.
PLACE_NOUNS = (
    "region|province|district|city|village|town|river|valley|peninsula|governorate|oblast|county|municipality|corridor"
    "|prefecture|settlement|enclave|strait"
)
PLACE_NOUNS_BEFORE = (
    "city|cities|town|towns|village|villages|province|provinces|region|regions|district|districts|port|island|islands"
    "|settlement|settlements|municipality|municipalities|governorate|governorates"
)
# Bodies that a text may write small behind the name of a people or a country.
SMALL_BODIES = r"armed\s+forces|air\s+force|army|navy|parliament|police"
# Occasions, told by their date: "the 20 January tragedy", "the events of 20 January".
OCCASIONS = (
    "tragedy|tragedies|attacks?|events|massacres?|incidents?|uprising|bombings?|earthquake|coup|killings|protests|riots"
    "|pogroms?|shootings?|assault"
)
# After a name, and part of it.
NAME_SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV".split())
# Between the words of a person's name.
PARTICLES = frozenset("de del della di da dos du la le van von der den ten ter bin ibn ben al el".split())
# Collective possessives inside names: "People's Republic", "Children's Fund".
COLLECTIVES = frozenset(
    "people's children's women's men's workers' farmers' veterans' nurses' teachers' consumers'".split()
)
# Capitalised words that are no part of a name, wherever they stand.
CUTS = frozenset(
    (
        "January February March April May June July August September October November December Jan Feb Mar Apr Jun "
        "Jul Aug Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday I AM PM A.M. P.M. "
        "I'm I've I'll I'd Whereas WHEREAS Therefore THEREFORE NOW God"
    ).split()
)
# Field words of known departments, after "Secretary of", "Minister of".
FIELDS = frozenset(
    (
        "State Defense Defence Commerce Labor Education Energy Agriculture Transportation Interior Treasury "
        "Justice Finance War Army Navy Staff Health Economy Trade Culture Homeland Security Foreign Affairs "
        "Veterans Housing Internal External"
    ).split()
)
