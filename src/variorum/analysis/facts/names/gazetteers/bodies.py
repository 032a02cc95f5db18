"""Names of organisations, documents and events that no rule of form tells, and the short forms of well-known ones.

Source: written for variorum from common knowledge. A row is `name | other spellings`; spellings of a row name one
thing. Whether a name stands here has no other meaning.
"""

from __future__ import annotations

ORGANISATIONS = """
United Nations | UN, U.N., United Nations Organization
United Nations Security Council | Security Council, UN Security Council, U.N. Security Council, UNSC
United Nations General Assembly | General Assembly, UN General Assembly, UNGA
Economic and Social Council | ECOSOC
Human Rights Council | United Nations Human Rights Council, UN Human Rights Council
International Court of Justice | ICJ
International Criminal Court | ICC
International Criminal Tribunal for the former Yugoslavia | ICTY
European Court of Human Rights | ECHR
United Nations Disengagement Observer Force | UNDOF
United Nations Interim Force in Lebanon | UNIFIL
United Nations Peacekeeping Force in Cyprus | UNFICYP
United Nations Mission for the Referendum in Western Sahara | MINURSO
United Nations Truce Supervision Organization | UNTSO
United Nations Multidimensional Integrated Stabilization Mission in Mali | MINUSMA
United Nations Multidimensional Integrated Stabilization Mission in the Central African Republic | MINUSCA
United Nations Organization Stabilization Mission in the Democratic Republic of the Congo | MONUSCO
United Nations Mission in South Sudan | UNMISS
United Nations Interim Security Force for Abyei | UNISFA
United Nations Interim Administration Mission in Kosovo | UNMIK
United Nations Stabilization Mission in Haiti | MINUSTAH
United Nations Assistance Mission in Afghanistan | UNAMA
United Nations Assistance Mission for Iraq | UNAMI
United Nations Support Mission in Libya | UNSMIL
United Nations Relief and Works Agency for Palestine Refugees in the Near East | UNRWA
United Nations Relief and Works Agency |
United Nations High Commissioner for Refugees | UNHCR
Office of the United Nations High Commissioner for Refugees |
Office of the United Nations High Commissioner for Human Rights | OHCHR
Office for the Coordination of Humanitarian Affairs | OCHA
United Nations Children's Fund | UNICEF
United Nations Educational, Scientific and Cultural Organization | UNESCO
United Nations Development Programme | UNDP
United Nations Environment Programme | UNEP
United Nations Office on Drugs and Crime | UNODC
World Food Programme | WFP
World Health Organization | WHO
World Trade Organization | WTO
International Labour Organization | ILO
International Atomic Energy Agency | IAEA
International Monetary Fund | IMF
International Organization for Migration | IOM
International Committee of the Red Cross | ICRC
Food and Agriculture Organization | FAO
World Bank | World Bank Group
European Union | EU, E.U.
European Commission |
European Council |
European Parliament |
European Central Bank | ECB
Council of Europe |
North Atlantic Treaty Organization | NATO
North Atlantic Council |
Organization for Security and Co-operation in Europe | OSCE, Organization for Security and Cooperation in Europe
OSCE Minsk Group | Minsk Group
Organisation for Economic Co-operation and Development | OECD, Organization for Economic Cooperation and Development
Organisation for the Prohibition of Chemical Weapons | OPCW, Organization for the Prohibition of Chemical Weapons
Organization of American States | OAS
Organization of Islamic Cooperation | OIC, Organisation of Islamic Cooperation
Organization of the Petroleum Exporting Countries | OPEC
African Union | AU
Intergovernmental Authority on Development | IGAD
Economic Community of West African States | ECOWAS
Arab League | League of Arab States
League of Nations |
Gulf Cooperation Council | GCC
Association of Southeast Asian Nations | ASEAN
Commonwealth of Independent States | CIS
Collective Security Treaty Organization | CSTO
Group of Seven | G7, G-7
Group of Eight | G8, G-8
Group of Twenty | G20, G-20
Non-Aligned Movement |
Quad |
Quartet |
BRICS |
Interpol | INTERPOL
Europol |
Frontex |
Frente Polisario | Polisario, Polisario Front, Frente POLISARIO, POLISARIO Front
Hamas |
Hezbollah | Hizbullah, Hizballah
Houthis | Ansar Allah, Houthi
Taliban |
Al-Qaeda | Al-Qaida, al-Qaeda, al-Qa'ida, Al Qaeda, Al Qaida
Islamic State in Iraq and the Levant | ISIS, ISIL, Daesh, Da'esh, Islamic State
Islamic State of Iraq and the Levant |
Al-Nusra Front | Nusra Front
Al-Shabaab | Al Shabaab, al-Shabaab
Boko Haram |
Kurdistan Workers' Party | PKK
Palestine Liberation Organization | PLO
Palestinian Authority |
Wagner Group | Wagner
Red Cross |
Red Crescent |
Amnesty International |
Human Rights Watch |
Gestapo |
SS |
Nazi Party | NSDAP
Ku Klux Klan | KKK
NAACP |
AFL-CIO |
United States Congress | Congress, U.S. Congress, US Congress
United States Senate | Senate, U.S. Senate
House of Representatives | U.S. House of Representatives
House of Commons |
House of Lords |
United States Supreme Court | Supreme Court of the United States
Supreme Court |
White House |
Pentagon |
Kremlin |
Parliament |
Milli Majlis |
Bundestag |
Bundesrat |
Knesset |
State Duma | Duma
Verkhovna Rada |
Sejm |
Storting |
Riksdag |
Folketing |
Althing |
Oireachtas |
Dáil |
Cortes |
Majlis |
Loya Jirga |
Lok Sabha |
National Diet |
Federal Reserve | Federal Reserve System, Fed
Federal Open Market Committee | FOMC
Board of Governors | Board of Governors of the Federal Reserve System, Federal Reserve Board
Bank of England |
Bank of Japan |
Bank of Canada |
Swiss National Bank |
Bank for International Settlements | BIS
Eurosystem |
Federal Deposit Insurance Corporation | FDIC
Securities and Exchange Commission | SEC
Commodity Futures Trading Commission | CFTC
Federal Bureau of Investigation | FBI
Central Intelligence Agency | CIA
National Security Agency | NSA
National Security Council | NSC
Food and Drug Administration | FDA
Centers for Disease Control and Prevention | CDC
Centers for Medicare and Medicaid Services | Centers for Medicare & Medicaid Services, CMS
National Institutes of Health | NIH
National Aeronautics and Space Administration | NASA
National Oceanic and Atmospheric Administration | NOAA
Environmental Protection Agency | EPA
Federal Emergency Management Agency | FEMA
Federal Communications Commission | FCC
Federal Trade Commission | FTC
Federal Aviation Administration | FAA
Office of Management and Budget | OMB
Office of Science and Technology Policy | OSTP
Office of Personnel Management | OPM
Domestic Policy Council | DPC
Council on Environmental Quality | CEQ
Council of Economic Advisers | CEA
General Services Administration | GSA
Small Business Administration | SBA
Social Security Administration | SSA
United States Agency for International Development | USAID, U.S. Agency for International Development
Department of State | State Department, U.S. Department of State, United States Department of State
Department of the Treasury | Treasury Department, Treasury, U.S. Department of the Treasury, U.S. Treasury, US Treasury
Department of Defense | Defense Department, U.S. Department of Defense, DOD, DoD
Department of Justice | Justice Department, U.S. Department of Justice, DOJ
Department of Homeland Security | DHS, U.S. Department of Homeland Security
Department of Health and Human Services | HHS, U.S. Department of Health and Human Services
Department of Veterans Affairs | VA, U.S. Department of Veterans Affairs
Department of Housing and Urban Development | HUD
Department of Energy | DOE, U.S. Department of Energy
Department of Agriculture | USDA, U.S. Department of Agriculture
Department of Transportation | DOT, U.S. Department of Transportation
Department of the Interior | Interior Department, U.S. Department of the Interior
Department of Labor | Labor Department, U.S. Department of Labor
Department of Commerce | Commerce Department, U.S. Department of Commerce
Department of Education | Education Department, U.S. Department of Education
Coast Guard | U.S. Coast Guard, United States Coast Guard
Marine Corps | U.S. Marine Corps, United States Marine Corps
National Guard |
Joint Chiefs of Staff |
Armed Forces | United States Armed Forces, U.S. Armed Forces
Foreign Office | Foreign, Commonwealth and Development Office, FCDO
United States Trade and Development Agency | Trade and Development Agency
Office of the United States Trade Representative |
Executive Office of the President |
Bill & Melinda Gates Foundation | Bill and Melinda Gates Foundation
Google |
Facebook |
Microsoft |
Amazon.com |
Twitter |
Gazprom |
Huawei |
Boeing |
Pfizer |
Moderna |
"""

DOCUMENTS = """
Charter of the United Nations | UN Charter, United Nations Charter, U.N. Charter
Universal Declaration of Human Rights | UDHR
Constitution |
Magna Carta |
Bill of Rights |
Declaration of Independence |
Geneva Conventions |
Genocide Convention |
Convention on the Prevention and Punishment of the Crime of Genocide |
Convention on the Elimination of All Forms of Discrimination against Women |
Treaty on the Non-Proliferation of Nuclear Weapons | Non-Proliferation Treaty, Nuclear Non-Proliferation Treaty
Joint Comprehensive Plan of Action | JCPOA
Paris Agreement | Paris Climate Agreement, Paris Climate Accord
Kyoto Protocol |
Helsinki Final Act |
Rome Statute | Rome Statute of the International Criminal Court
Good Friday Agreement | Belfast Agreement
Minsk Agreements | Minsk agreements
Dayton Agreement | Dayton Accords, Dayton Peace Agreement
Abraham Accords |
Camp David Accords |
Oslo Accords |
New START | New START Treaty
United States Code | U.S. Code, U.S.C.
Code of Federal Regulations | C.F.R., CFR
Federal Register |
Americans with Disabilities Act | ADA
Federal Reserve Act |
Affordable Care Act | Patient Protection and Affordable Care Act, ACA
American Rescue Plan | American Rescue Plan Act, American Rescue Plan Act of 2021
Inflation Reduction Act | Inflation Reduction Act of 2022
Emancipation Proclamation |
Gettysburg Address |
Torah |
Quran | Koran, Qur'an
Bible | Holy Bible
Sustainable Development Goals | SDGs
2030 Agenda for Sustainable Development | 2030 Agenda
"""

EVENTS = """
Holocaust | The Holocaust, Shoah, Sho'ah
Meds Yeghern |
Armenian Genocide |
Nakba |
Holodomor |
World War I | First World War, World War One, WWI, Great War
World War II | Second World War, World War Two, WWII
Cold War |
Civil War |
American Civil War |
Revolutionary War | American Revolution
Vietnam War |
Korean War |
Gulf War |
Arab Spring |
Great Depression |
Great Recession |
Black January |
D-Day |
Olympics | Olympic Games
Paralympics | Paralympic Games
Prague Spring |
Trail of Tears |
Kristallnacht |
Thanksgiving | Thanksgiving Day
Christmas | Christmas Day
Easter |
Ramadan |
Eid al-Fitr |
Eid al-Adha |
Passover |
Hanukkah | Chanukah
Rosh Hashanah |
Yom Kippur |
Yom HaShoah |
Diwali |
Nowruz | Novruz
Juneteenth |
"""
