import os, unicodedata, glob
OUT='/work/forms'
for f in glob.glob(OUT+'/*.md')+glob.glob(OUT+'/*.txt'): os.remove(f)
seen=set()
NB='\u00a0'
def c(name,time,body,answer,title='The garden circle',extra=''):
    assert name not in seen,name; seen.add(name)
    md=f"---\ntitle: {title}\ndate: 2026-12-03\ntime: {time}\n{extra}---\n\n{body.strip(chr(10))}\n"
    open(f'{OUT}/{name}.md','w',encoding='utf-8').write(md)
    lines=[l for l in answer.strip('\n').split('\n')]
    out=[]
    if not lines[0].startswith('agenda:'): out.append('agenda: yes')
    for l in lines:
        if l.startswith(('agenda:','none |','says |')) or l=='named': out.append(l); continue
        cells=[x.strip() for x in l.split('|')]
        assert len(cells)==6,(name,l)
        out.append('part | '+' | '.join(cells))
    open(f'{OUT}/{name}.txt','w',encoding='utf-8').write('\n'.join(out)+'\n')

# ---------- A1
c('a01-gap','9:00 - 15:00','''
## Program

| Time | What |
|---|---|
| 9:00-9:30 | Hellos |
| 9:30-12:00 | Call for reports |
| 13:00-14:00 | Walk and talk in pairs |
| 14:00-15:00 | What we will try |
''','''
09:00|09:30|-|-|-|Hellos
09:30|12:00|-|-|-|Call for reports
13:00|14:00|-|-|-|Walk and talk in pairs
14:00|15:00|-|-|-|What we will try
''')
c('a01-gap-list','9:00 - 15:00','''
## Program

- 9:00-9:30 Hellos
- 9:30-12:00 Call for reports
- 13:00-14:00 Walk and talk in pairs
- 14:00-15:00 What we will try
''','''
09:00|09:30|-|-|-|Hellos
09:30|12:00|-|-|-|Call for reports
13:00|14:00|-|-|-|Walk and talk in pairs
14:00|15:00|-|-|-|What we will try
''')
c('a01-late-start','9:00 - 12:00','''
## Program

| Time | What |
|---|---|
| 9:15 | Hellos |
| 9:30 | News from the beds |
| 11:00 | What we will try |
''','''
09:15|-|-|-|-|Hellos
09:30|-|-|-|-|News from the beds
11:00|-|-|-|-|What we will try
''')
c('a01-late-start-list','9:00 - 12:00','''
## Agenda

- 9:15 Hellos
- 9:30 News from the beds
- 11:00 What we will try
''','''
09:15|-|-|-|-|Hellos
09:30|-|-|-|-|News from the beds
11:00|-|-|-|-|What we will try
''')
c('a01-two-rows-at-once','9:00 - 12:00','''
## Program

| Time | What |
|---|---|
| 9:00-9:30 | Hellos |
| 9:30-11:00 | Room A: compost |
| 9:30-11:00 | Room B: fruit trees |
| 11:00-11:15 | Break |
| 11:15-12:00 | What we will try |
''','''
09:00|09:30|-|-|-|Hellos
09:30|11:00|-|-|-|Room A: compost
09:30|11:00|-|-|-|Room B: fruit trees
11:00|11:15|-|break|-|Break
11:15|12:00|-|-|-|What we will try
''')
c('a01-two-rows-at-once-list','9:00 - 12:00','''
## Agenda

- 9:00-9:30 Hellos
- 9:30-11:00 Compost, in the shed
- 9:30-11:00 Fruit trees, on the meadow
- 11:00-12:00 What we will try
''','''
09:00|09:30|-|-|-|Hellos
09:30|11:00|-|-|-|Compost, in the shed
09:30|11:00|-|-|-|Fruit trees, on the meadow
11:00|12:00|-|-|-|What we will try
''')
c('a01-other-hour','4:00 pm - 5:30 pm','''
## Agenda

- 3:00pm - Welcome
- 3:10pm - News from the beds
- 3:40pm - Seeds to order
- 4:20pm - Close
''','''
15:00|-|-|welcome|-|Welcome
15:10|-|-|-|-|News from the beds
15:40|-|-|-|-|Seeds to order
16:20|-|-|close|-|Close
''')
c('a01-other-hour-table','16:00 - 17:30','''
## Agenda

| Time | What | Lead |
|---|---|---|
| 3:00 pm | Welcome | Wren |
| 3:10 pm | News from the beds | Ada |
| 3:40 pm | Seeds to order | Bo |
''','''
15:00|-|-|welcome|Wren|Welcome
15:10|-|-|-|Ada|News from the beds
15:40|-|-|-|Bo|Seeds to order
''')

# ---------- A2
c('a02-morning-afternoon','9:00 - 15:00','''
## Program

### Morning

| Time | What |
|---|---|
| 9:00 | Hellos |
| 10:30 | Break |
| 10:45 | Reports |

### Afternoon

| Time | What |
|---|---|
| 13:00 | Walk and talk in pairs |
| 14:00 | What we will try |
''','''
09:00|-|-|-|-|Hellos
10:30|-|-|break|-|Break
10:45|-|-|-|-|Reports
13:00|-|-|-|-|Walk and talk in pairs
14:00|-|-|-|-|What we will try
none | Morning
none | Afternoon
''')

# ---------- A3
def se(name,heads,rows,title='Paleo evening',h='## Agenda'):
    body=h+'\n\n| '+' | '.join(heads)+' |\n|'+'---|'*len(heads)+'\n'
    body+='\n'.join('| '+' | '.join(r[:4])+' |' for r in rows)
    ans='\n'.join(f"{r[0]}|{r[1]}|-|{r[4]}|{r[3] or '-'}|{r[2]}" for r in rows)
    c(name,'09:00 - 12:00',body,ans,title)
se('a03-start-end-columns',['Start','End','Session','Speaker'],[
 ['09:00','09:15','Introduction','Wren','-'],
 ['09:15','10:45','Reading the cores','Ada','-'],
 ['10:45','11:00','Break','','break'],
 ['11:00','11:40','Dating a layer','Bo','-'],
 ['11:40','12:00','Close','Wren','close']])
se('a03-start-end-item',['Start','End','Item','Lead'],[
 ['09:00','09:10','Welcome','Wren','welcome'],
 ['09:10','10:20','Mending the fence','Jo','-'],
 ['10:20','10:40','Break','','break'],
 ['10:40','12:00','Keys and who holds them','Ada','-']],'Fence morning')
se('a03-start-end-thema',['Beginn','Ende','Thema','Wer'],[
 ['09:00','09:15','Willkommen','Ute','welcome'],
 ['09:15','10:30','Wasser im Hof','Jörg','-'],
 ['10:30','10:45','Pause','','break'],
 ['10:45','12:00','Wer macht was','Ute','-']],'Hofrunde','## Ablauf')
se('a03-start-end-sujet',['Début','Fin','Sujet','Qui'],[
 ['09:00','09:15','Accueil','Léa','welcome'],
 ['09:15','10:30','Les outils communs','Inès','-'],
 ['10:30','10:45','Pause','','break'],
 ['10:45','12:00','La suite','Léa','-']],"Atelier des voisins",'## Programme')

# ---------- A4
c('a04-french-clock-list','19h00 - 20h30','''
## Programme

- 19h00 : accueil
- 19h15 : tour de table
- 19h45 : le compost du quartier
- 20h15 : la suite
''','''
19:00|-|-|welcome|-|accueil
19:15|-|-|everyone|-|tour de table
19:45|-|-|-|-|le compost du quartier
20:15|-|-|-|-|la suite
''','Réunion des voisins')
c('a04-french-clock-nbsp','19h00 - 20h30',f'''
## Programme

- 19h00{NB}: accueil
- 19h15{NB}: tour de table
- 19h45{NB}: le compost du quartier
''','''
19:00|-|-|welcome|-|accueil
19:15|-|-|everyone|-|tour de table
19:45|-|-|-|-|le compost du quartier
''','Réunion des voisins')
c('a04-french-clock-table','19h00 - 20h30','''
## Programme

| Heure | Sujet |
|---|---|
| 19h00 | Accueil |
| 19h15 | Tour de table |
| 19h45 | Le compost du quartier |
| 20h15 | La suite |
''','''
19:00|-|-|welcome|-|Accueil
19:15|-|-|everyone|-|Tour de table
19:45|-|-|-|-|Le compost du quartier
20:15|-|-|-|-|La suite
''','Réunion des voisins')
c('a04-french-duree-max','19h00 - 20h30','''
## Programme

| Heure | Sujet | Qui | Durée max |
|---|---|---|---|
| 19h00 | Accueil | Léa | 15 min |
| 19h15 | Tour de table | Inès | 30 min |
| 19h45 | Le compost du quartier | Paul | 30 min |
| 20h15 | La suite | Léa | 15 min |
''','''
19:00|-|15|welcome|Léa|Accueil
19:15|-|30|everyone|Inès|Tour de table
19:45|-|30|-|Paul|Le compost du quartier
20:15|-|15|-|Léa|La suite
''','Réunion des voisins')

# ---------- A5
R5='''
+0|+10|-|welcome|-|Welcome
+10|+30|-|-|-|Demonstration
+30|+45|-|-|-|Try it on your own pot
+45|+70|-|breakout|-|Small groups
+70|+75|-|close|-|Close
'''
c('a05-running-minutes','9:15 - 10:30','''
## Agenda

- 0-10 min: Welcome
- 10-30 min: Demonstration
- 30-45 min: Try it on your own pot
- 45-70 min: Small groups
- 70-75 min: Close
''',R5,'Pots and cuttings')
c('a05-running-table','9:15 - 10:30','''
## Agenda

| Minutes | What |
|---|---|
| 0-10 | Welcome |
| 10-30 | Demonstration |
| 30-45 | Try it on your own pot |
| 45-70 | Small groups |
| 70-75 | Close |
''',R5,'Pots and cuttings')
c('a05-running-headings','9:15 - 10:30','''
## Agenda

### Minutos 0-10: Bienvenida

Cada persona dice su nombre.

### Minutos 10-30: La carta

Leemos la carta entre todas.

### Minutos 30-60: Los mapas

Cada mesa dibuja un mapa.

### Minutos 60-75: Cierre

Una palabra por persona.
''','''
+0|+10|-|welcome|-|Bienvenida
+10|+30|-|-|-|La carta
+30|+60|-|-|-|Los mapas
+60|+75|-|close|-|Cierre
''','Mapas del barrio')
c('a05-running-headings-bare','9:15 - 10:30','''
## Agenda

### Minutos 0-10:

La ronda de nombres

### Minutos 10-30:

La carta del barrio

### Minutos 30-75:

Los mapas
''','''
+0|+10|-|-|-|La ronda de nombres
+10|+30|-|-|-|La carta del barrio
+30|+75|-|-|-|Los mapas
''','Mapas del barrio')
c('a05-elapsed-clock-columns','9:15 - 10:30','''
## Agenda

| From | To | What |
|---|---|---|
| 0:00 | 0:10 | Welcome |
| 0:10 | 0:30 | Demonstration |
| 0:30 | 0:45 | Try it on your own pot |
| 0:45 | 1:10 | Small groups |
| 1:10 | 1:15 | Close |
''',R5,'Pots and cuttings')
c('a05-elapsed-clock-column','9:15 - 10:30','''
## Agenda

| Time | What |
|---|---|
| 0:00 | Welcome |
| 0:10 | Demonstration |
| 0:30 | Try it on your own pot |
| 0:45 | Small groups |
| 1:10 | Close |
''','''
+0|-|-|welcome|-|Welcome
+10|-|-|-|-|Demonstration
+30|-|-|-|-|Try it on your own pot
+45|-|-|breakout|-|Small groups
+70|-|-|close|-|Close
''','Pots and cuttings')
c('a05-elapsed-brackets','9:15 - 10:30','''
## Agenda

- Welcome (0:00 - 0:10)
- Demonstration (0:10 - 0:30)
- Try it on your own pot (0:30 - 0:45)
- Small groups (0:45 - 1:10)
- Close (1:10 - 1:15)
''',R5,'Pots and cuttings')

# ---------- A6
c('a06-number-before-length','17:00 - 18:00','''
## Agenda

- Check-in - 10 mins
- Sync on what is left from 2019 - 30 mins
- Keys of the shed - 20 mins
''','''
-|-|10|everyone|-|Check-in
-|-|30|-|-|Sync on what is left from 2019
-|-|20|-|-|Keys of the shed
''','Monthly call')
c('a06-room-12','17:00 - 18:00','''
## Agenda

- Welcome - 10 mins
- Room 12 - 10 mins
- The stairs - 40 mins
''','''
-|-|10|welcome|-|Welcome
-|-|10|-|-|Room 12
-|-|40|-|-|The stairs
''','House meeting')
c('a06-chapters-3','17:00 - 18:00','''
## Agenda

- Welcome - 10 min
- Chapters 3 - 20 min
- Chapters 4 and 5 - 30 min
''','''
-|-|10|welcome|-|Welcome
-|-|20|-|-|Chapters 3
-|-|30|-|-|Chapters 4 and 5
''','Book circle')

# ---------- A7
nfd=lambda s:unicodedata.normalize('NFD',s)
c('a07-nfd-facilitator','18:30 - 20:00','''
## Agenda

- 10 min: Welcome
- 60 min: The map of the quarter
- 20 min: Close
''','''
-|-|10|welcome|-|Welcome
-|-|60|-|-|The map of the quarter
-|-|20|close|-|Close
''','Map evening','facilitators: [andré]\n')
c('a07-nfd-lead','18:30 - 20:00',f'''
## Agenda

| Minutes | What | Lead |
|---|---|---|
| 10 | Welcome | {nfd('andré')} |
| 60 | The map of the quarter | andré |
| 20 | Close | {nfd('andré')} |
''','''
-|-|10|welcome|andré|Welcome
-|-|60|-|andré|The map of the quarter
-|-|20|close|andré|Close
''','Map evening')
c('a07-nfd-columns','18:30 - 20:00',f'''
## {nfd('Déroulé')}

| {nfd('Durée')} | Sujet |
|---|---|
| 15 min | Accueil |
| 45 min | Le plan du quartier |
| 30 min | La suite |
''','''
-|-|15|welcome|-|Accueil
-|-|45|-|-|Le plan du quartier
-|-|30|-|-|La suite
''','Plan du quartier')

# ---------- A8
c('a08-morning-afternoon-lists','9:00 - 15:00','''
## Program

### Morning

- 9:00 Hellos
- 10:45 Discussion of trust

### Afternoon

- 13:00 Walk and talk in pairs
- 14:00 What we will try
''','''
09:00|-|-|-|-|Hellos
10:45|-|-|-|-|Discussion of trust
13:00|-|-|-|-|Walk and talk in pairs
14:00|-|-|-|-|What we will try
none | Morning
none | Afternoon
''')
c('a08-minutes-under-sub-headings','9:00 - 10:30','''
## Program

### First half

- 10 min: Hellos
- 35 min: Discussion of trust

### Second half

- 20 min: Walk and talk in pairs
- 25 min: What we will try
''','''
-|-|10|-|-|Hellos
-|-|35|-|-|Discussion of trust
-|-|20|-|-|Walk and talk in pairs
-|-|25|-|-|What we will try
none | First half
none | Second half
''')
c('a08-second-heading-links','9:00 - 11:00','''
## Agenda

### Items

- 9:00 Hellos
- 9:15 Letters that came in
- 10:00 What we will try

### Links

- [The letters](https://example.org/letters)
- [The list of last year](https://example.org/list)
''','''
09:00|-|-|-|-|Hellos
09:15|-|-|-|-|Letters that came in
10:00|-|-|-|-|What we will try
none | Items
none | Links
none | The letters
none | The list of last year
''')
c('a08-second-heading-minutes','9:00 - 11:00','''
## Agenda

### Items

- 9:00 Hellos
- 9:15 Letters that came in
- 10:00 What we will try

### Minutes

The notes of the day will stand here.
''','''
09:00|-|-|-|-|Hellos
09:15|-|-|-|-|Letters that came in
10:00|-|-|-|-|What we will try
none | Items
none | Minutes
''')
c('a08-arrow-lines','9:30 - 11:30','''
## Agenda

### Thursday

- => 30m (9:30): Reports of the tables
- => 45m (10:00): A name for the fund
- => 45m (10:45): What the fund pays

### Links

- [The call](https://example.org/call)
''','''
09:30|-|30|-|-|Reports of the tables
10:00|-|45|-|-|A name for the fund
10:45|-|45|-|-|What the fund pays
none | Thursday
none | Links
none | The call
''','Fund meeting')
ZONES='''
## Schedule

| Zone | Time |
|---|---|
| London | 16:00 |
| New York | 11:00 |
| Tokyo | 01:00 |
| Auckland | 05:00 |
'''
c('a08-zones-before-agenda','16:00 - 19:00',ZONES+'''
## Agenda

- 16:00 Hellos
- 16:15 Letters that came in
- 17:30 Break
- 17:45 What we will try
''','''
16:00|-|-|-|-|Hellos
16:15|-|-|-|-|Letters that came in
17:30|-|-|break|-|Break
17:45|-|-|-|-|What we will try
none | London
none | New York
none | Tokyo
none | Auckland
says | mixed-agenda
''','Call across the seas')
c('a08-zones-before-minutes','16:00 - 17:30',ZONES+'''
## Agenda

- 30 min: Hellos
- 30 min: Letters that came in
- 30 min: What we will try
''','''
-|-|30|-|-|Hellos
-|-|30|-|-|Letters that came in
-|-|30|-|-|What we will try
none | London
none | New York
none | Tokyo
none | Auckland
says | mixed-agenda
''','Call across the seas')

# ---------- A9
MIN='''- 10 min: Welcome
- 40 min: Letters that came in
- 10 min: Break
- 30 min: What we will try'''
MINA='''
-|-|10|welcome|-|Welcome
-|-|40|-|-|Letters that came in
-|-|10|break|-|Break
-|-|30|-|-|What we will try
'''
CLK='''- 19:00 Hellos
- 19:10 Letters that came in
- 19:50 Break
- 20:00 What we will try'''
CLKA='''
19:00|-|-|-|-|Hellos
19:10|-|-|-|-|Letters that came in
19:50|-|-|break|-|Break
20:00|-|-|-|-|What we will try
'''
T='19:00 - 20:30'
for slug,h in [('h3-agenda','### Agenda\n'),('h4-agenda','#### Agenda\n'),('no-blank-heading','##Agenda\n'),('bold-agenda','**Agenda**\n'),('agenda-colon','Agenda:\n')]:
    c('a09-'+slug,T,h+'\n'+MIN,MINA,'Letters evening')
    c('a09-'+slug+'-clock',T,h+'\n'+CLK,CLKA,'Letters evening')
# tight: no blank line between the line and its list
for slug,h in [('no-blank-heading-tight','##Agenda'),('bold-agenda-tight','**Agenda**'),('agenda-colon-tight','Agenda:')]:
    c('a09-'+slug,T,'We read what people wrote to us.\n\n'+h+'\n'+MIN,MINA,'Letters evening')
c('a09-no-blank-whole-file',T,'''
##Overview

We read what people wrote to us and choose what to answer.

##Agenda

'''+MIN+'''

##Links

- [The letters](https://example.org/letters)
''',MINA+'none | The letters\n','Letters evening')
c('a09-h3-under-overview',T,'''
## Overview

We read what people wrote to us and choose what to answer.

### Agenda

'''+MIN+'''
''',MINA,'Letters evening')
for slug,ch in [('en-dash-bullets','–'),('em-dash-bullets','—'),('round-bullets','•'),('middle-dot-bullets','·')]:
    c('a09-'+slug,T,'## Agenda\n\n'+MIN.replace('- ',ch+' '),MINA,'Letters evening')
c('a09-plain-minutes',T,'## Agenda\n\n10 min Welcome\n40 min Letters that came in\n10 min Break\n30 min What we will try','named\n'+MINA.strip(),'Letters evening')
c('a09-lines-without-bullets',T,'## Agenda\n\n'+CLK.replace('- ',''),'named\n'+CLKA.strip(),'Letters evening')
c('a09-lines-two-blanks',T,'## Agenda\n\n'+CLK.replace('- ','').replace('\n','  \n')+'  ','named\n'+CLKA.strip(),'Letters evening')
c('a09-code-block',T,'''
## Agenda

```
19:00   Hellos                      Wren
19:10   Letters that came in        Ada
19:50   Break
20:00   What we will try            Bo
```
''','''named
19:00|-|-|-|Wren|Hellos
19:10|-|-|-|Ada|Letters that came in
19:50|-|-|break|-|Break
20:00|-|-|-|Bo|What we will try
''','Letters evening')
c('a09-code-block-indented',T,'''
## Agenda

    19:00   Hellos
    19:10   Letters that came in
    19:50   Break
    20:00   What we will try
''','named\n'+CLKA.strip(),'Letters evening')
c('a09-quote',T,'## Agenda\n\n'+'\n'.join('> '+l for l in CLK.split('\n')),'named\n'+CLKA.strip(),'Letters evening')
c('a09-quote-lines',T,'## Agenda\n\n'+'\n'.join('> '+l[2:]+'  ' for l in CLK.split('\n')),'named\n'+CLKA.strip(),'Letters evening')
c('a09-empty-header-row',T,'''
## Agenda

|  |  |  |
|---|---|---|
| Time | What | Lead |
| 19:00 | Hellos | Wren |
| 19:10 | Letters that came in | Ada |
| 19:50 | Break |  |
| 20:00 | What we will try | Bo |
''','''
19:00|-|-|-|Wren|Hellos
19:10|-|-|-|Ada|Letters that came in
19:50|-|-|break|-|Break
20:00|-|-|-|Bo|What we will try
none | What
''','Letters evening')
c('a09-empty-header-row-minutes',T,'''
## Agenda

|  |  |
|---|---|
| **Minutes** | **Item** |
| 10 | Welcome |
| 40 | Letters that came in |
| 10 | Break |
| 30 | What we will try |
''',MINA+'none | Item\n','Letters evening')
def below(name,time,items,ans,title):
    body='## Agenda\n\n'+'\n\n'.join(f'### {h}\n\n{t}\n\n{p}' for h,t,p in items)
    c(name,time,body,ans,title)
below('a09-time-below-italic','9:00 - 10:30',[
 ('Welcome','*9:00 - 9:10*','Names, and where the coats go.'),
 ('Open boxes','*9:10 - 10:00*','We look at what was given.'),
 ('Who takes what','*10:00 - 10:30*','Write your name on the sheet.')],'''
09:00|09:10|-|welcome|-|Welcome
09:10|10:00|-|-|-|Open boxes
10:00|10:30|-|-|-|Who takes what
''','Boxes day')
below('a09-time-below-bold','12:00 - 1:00 pm',[
 ('Welcome','**Time:** 12:00-12:05 PM','Say hello in the chat.'),
 ('Three small stories','**Time:** 12:05-12:45 PM','Ten minutes for each.'),
 ('Next month','**Time:** 12:45-1:00 PM','Who would like to tell one?')],'''
12:00|12:05|-|welcome|-|Welcome
12:05|12:45|-|-|-|Three small stories
12:45|13:00|-|-|-|Next month
''','Stories at noon')
below('a09-time-below-emoji','18:30 - 20:00',[
 ('Warm up','⏱️ **Time:** 15 minutes','Stand where you can see the wall.'),
 ('The broken lamp','⏱️ **Time:** 35 minutes','Find out where the current ends.'),
 ('Your own lamp','⏱️ **Time:** 40 minutes','Mend what you brought.')],'''
-|-|15|-|-|Warm up
-|-|35|-|-|The broken lamp
-|-|40|-|-|Your own lamp
''','Lamp workshop')
below('a09-time-below-suggested','18:30 - 20:00',[
 ('Check-in','*Suggested timing: 15 minutes*','One sentence each.'),
 ('The course so far','*Suggested timing: 45 minutes*','Look back at weeks one to three.'),
 ('Plans','*Suggested timing: 30 minutes*','What do you want to try until next time?')],'''
-|-|15|everyone|-|Check-in
-|-|45|-|-|The course so far
-|-|30|-|-|Plans
''','Learning circle, week 4')

# ---------- A10
def a10(slug,lines,ans,time='18:00 - 19:00'):
    c('a10-'+slug,time,'## Agenda\n\n'+lines,ans,'Working group call')
a10('name-then-minutes','''1. Welcome (Wren, 5 min)
1. Reports of the tables (Ada, 25 min)
1. A name for the fund (Bo, 30 min)''','''
-|-|5|welcome|Wren|Welcome
-|-|25|-|Ada|Reports of the tables
-|-|30|-|Bo|A name for the fund
''')
a10('role-then-minutes','''1. Opening words (Chair, 10m)
1. Reports of the tables (Secretary, 20m)
1. A name for the fund (Chair, 30m)''','''
-|-|10|-|Chair|Opening words
-|-|20|-|Secretary|Reports of the tables
-|-|30|-|Chair|A name for the fund
''')
a10('full-name-then-minutes','''- Welcome (Wren Hollis, 5 min)
- How we count birds (Ada Marlow, 35 min)
- What comes next (Bo Lind, 20 min)''','''
-|-|5|welcome|Wren Hollis|Welcome
-|-|35|-|Ada Marlow|How we count birds
-|-|20|-|Bo Lind|What comes next
''')
a10('minutes-comma-name','''1. Welcome (5 min, Wren)
1. Reports of the tables (25 min, Ada)
1. A name for the fund (30 min, Bo)''','''
-|-|5|welcome|Wren|Welcome
-|-|25|-|Ada|Reports of the tables
-|-|30|-|Bo|A name for the fund
''')
a10('minutes-name','''1. Welcome (5m Wren)
1. Reports of the tables (25m Ada)
1. A name for the fund (30m Bo)''','''
-|-|5|welcome|Wren|Welcome
-|-|25|-|Ada|Reports of the tables
-|-|30|-|Bo|A name for the fund
''')
a10('minutes-semicolon-name','''- Welcome (10 mins; Ross)
- Reports of the tables (20 mins; Ada)
- A name for the fund (30 mins; Ross)''','''
-|-|10|welcome|Ross|Welcome
-|-|20|-|Ada|Reports of the tables
-|-|30|-|Ross|A name for the fund
''')
a10('less-than-minutes-name','''- Welcome (<10 mins, Jo)
- Reports of the tables (<20 mins, Ada)
- A name for the fund (30 mins, Jo)''','''
-|-|~10|welcome|Jo|Welcome
-|-|~20|-|Ada|Reports of the tables
-|-|30|-|Jo|A name for the fund
''')
a10('if-time-is-available','''1. Welcome (5m, Wren)
1. Reports of the tables (25m, Ada)
1. A name for the fund (30m if time is available, Bo)''','''
-|-|5|welcome|Wren|Welcome
-|-|25|-|Ada|Reports of the tables
-|-|30|-|Bo|A name for the fund
''')

# ---------- B1
c('b01-empty-marks','18:30 - 20:00','''
## Agenda

| Minutes | What | Lead | Bring |
|---|---|---|---|
| 10 | Welcome | Wren | - |
| 30 | Seeds to order | n/a | — |
| 10 | Break | - | none |
| 30 | Cuttings | Ada | a knife |
| 10 | Who waters | — | n/a |
''','''
-|-|10|welcome|Wren|Welcome
-|-|30|-|-|Seeds to order
-|-|10|break|-|Break
-|-|30|-|Ada|Cuttings
-|-|10|-|-|Who waters
''')
c('b01-empty-lead-none','18:30 - 20:00','''
## Agenda

| Time | What | Lead | Bring |
|---|---|---|---|
| 18:30 | Hellos | none | - |
| 18:40 | Seeds to order | Bo | - |
| 19:20 | Cuttings | N/A | – |
''','''
18:30|-|-|-|-|Hellos
18:40|-|-|-|Bo|Seeds to order
19:20|-|-|-|-|Cuttings
''')

# ---------- B2
c('b02-no-break','18:30 - 20:00','''
## Agenda

- 10 min: Name tags and a hello
- 20 min: Break into groups of four
- 45 min: Break down the problem
- 15 min: Close
''','''
-|-|10|!|-|Name tags and a hello
-|-|20|breakout, groups|-|Break into groups of four
-|-|45|!|-|Break down the problem
-|-|15|close|-|Close
''')
c('b02-check-in-on-items','18:30 - 20:00','''
## Agenda

- 20 min: Check-in on action items
- 50 min: The lease
- 20 min: Dates
''','''
-|-|20|discussion|-|Check-in on action items
-|-|50|-|-|The lease
-|-|20|-|-|Dates
''')
c('b02-kind-words','18:30 - 20:00','''
## Agenda

- 10 min: Checkins
- 20 min: Reading
- 30 min: Practice
- 30 min: Discussions
''','''
-|-|10|everyone|-|Checkins
-|-|20|reading|-|Reading
-|-|30|practice|-|Practice
-|-|30|discussion|-|Discussions
''')
c('b02-no-talk','18:30 - 20:00','''
## Agenda

- 10 min: Approval of the minutes
- 60 min: Input unions
- 20 min: Round up
''','''
-|-|10|!|-|Approval of the minutes
-|-|60|!|-|Input unions
-|-|20|!|-|Round up
''')
c('b02-no-pause','18:30 - 20:00','''
## Agenda

- 15 min: Stretch goals
- 30 min: Lunch and learn talk
- 30 min: Tea ceremony demo
- 15 min: Coffee with a member
''','''
-|-|15|!|-|Stretch goals
-|-|30|!|-|Lunch and learn talk
-|-|30|!|-|Tea ceremony demo
-|-|15|!|-|Coffee with a member
''')

# ---------- B3
c('b03-range-before-bold','16:45 - 18:00','''
## Agenda

- 16:45 - 16:47 **Opening**
- 16:47 - 17:20 **Letters that came in**
- 17:20 - 17:30 **Break**
- 17:30 - 18:00 **What we will try**
''','''
16:45|16:47|-|-|-|Opening
16:47|17:20|-|-|-|Letters that came in
17:20|17:30|-|break|-|Break
17:30|18:00|-|-|-|What we will try
''')
c('b03-range-colon-tea','19:00 - 20:30','''
## Agenda

- 19:00 - 19:40: Letters that came in
- 19:40 - 20:00: Tea
- 20:00 - 20:30: What we will try
''','''
19:00|19:40|-|-|-|Letters that came in
19:40|20:00|-|break|-|Tea
20:00|20:30|-|-|-|What we will try
''')
c('b03-dotted-pm-tea','7.00pm - 8.30pm','''
## Agenda

- 7.00pm Letters that came in
- 7.40pm Tea
- 8.00pm What we will try
''','''
19:00|-|-|-|-|Letters that came in
19:40|-|-|break|-|Tea
20:00|-|-|-|-|What we will try
''')

# ---------- B4
c('b04-nested-sum','18:30 - 20:00','''
## Agenda

1. Welcome (10 min)
2. Reports
    1. Garden (15 min)
    2. Kitchen (20 min)
3. What we will try (45 min)
''','''
-|-|10|welcome|-|Welcome
-|-|35|-|-|Reports
-|-|45|-|-|What we will try
none | Garden
none | Kitchen
''')
c('b04-nested-only','18:30 - 20:00','''
## Agenda

1. Opening
    1. Hellos
1. Proposals and discussions
    1. Discussion: one fund or two (Ada, 30 min)
    1. Vote: the new lock (Bo, 15 min)
    1. Review: the summer list (20 min)
1. Closing words
''','''
-|-|-|-|-|Opening
-|-|65|-|-|Proposals and discussions
-|-|-|-|-|Closing words
none | Hellos
none | one fund or two
none | the new lock
none | the summer list
''')
c('b04-nested-bullets','18:30 - 20:00','''
## Agenda

- 10 min: Welcome
- Reports
  - 20 min: Garden
  - 25 min: Kitchen
- 35 min: What we will try
''','''
-|-|10|welcome|-|Welcome
-|-|45|-|-|Reports
-|-|35|-|-|What we will try
none | Garden
none | Kitchen
''')

# ---------- B5
def b5(slug,lines,ans,time='18:30 - 20:00'):
    c('b05-'+slug,time,'## Agenda\n\n'+lines,ans,'Housing circle')
b5('brackets-before','- [10 min] Hellos\n- [50 min] The lease\n- [30 min] Dates','''
-|-|10|-|-|Hellos
-|-|50|-|-|The lease
-|-|30|-|-|Dates
''')
b5('brackets-colon','- [10minutes]: Hellos\n- [50minutes]: The lease\n- [30minutes]: Dates','''
-|-|10|-|-|Hellos
-|-|50|-|-|The lease
-|-|30|-|-|Dates
''')
b5('tilde-before','- ~30m - Round\n- ~40m - The lease\n- ~20m - Dates','''
-|-|~30|-|-|Round
-|-|~40|-|-|The lease
-|-|~20|-|-|Dates
''')
b5('tilde-in-brackets','- Hellos (~5min)\n- The lease (~60min)\n- Dates (~25min)','''
-|-|~5|-|-|Hellos
-|-|~60|-|-|The lease
-|-|~25|-|-|Dates
''')
b5('question-mark','- Hellos (5 min?)\n- The lease (60 min?)\n- Dates (25 min)','''
-|-|~5|-|-|Hellos
-|-|~60|-|-|The lease
-|-|25|-|-|Dates
''')
b5('minutes-max','- Hellos (15 minutes max)\n- The lease (30 minutes max)\n- Dates (45 minutes)','''
-|-|~15|-|-|Hellos
-|-|~30|-|-|The lease
-|-|45|-|-|Dates
''')
b5('up-to','- Hellos (up to 20 minutes)\n- The lease (up to 40 minutes)\n- Dates (30 minutes)','''
-|-|~20|-|-|Hellos
-|-|~40|-|-|The lease
-|-|30|-|-|Dates
''')
b5('per-person','- Name and news (3 min/person)\n- The lease (40 min)\n- Dates (20 min)','''named
-|-|-|-|-|Name and news (3 min/person)
-|-|40|-|-|The lease
-|-|20|-|-|Dates
''')
b5('name-before-minutes','- Wren, 5min: Hellos\n- Ada, 60min: The lease\n- Bo, 25min: Dates','''
-|-|5|-|Wren|Hellos
-|-|60|-|Ada|The lease
-|-|25|-|Bo|Dates
''')
b5('min-discussion','- Hellos (15 min)\n- The lease (5 min discussion)\n- The roof (30 min discussion)\n- Dates (40 min)','''
-|-|15|-|-|Hellos
-|-|5|discussion|-|The lease (discussion)
-|-|30|discussion|-|The roof (discussion)
-|-|40|-|-|Dates
''')
b5('half-hour','- Hellos (½ hour)\n- The lease (½ hour)\n- Dates (½ hour)','''
-|-|30|-|-|Hellos
-|-|30|-|-|The lease
-|-|30|-|-|Dates
''')
b5('circa-clock','- ca. 10.00 Hellos\n- ca. 10.30 The lease\n- ca. 11.15 Dates','''
10:00|-|-|-|-|Hellos
10:30|-|-|-|-|The lease
11:15|-|-|-|-|Dates
''','10:00 - 11:30')
b5('two-dashes-clock-after','- Hellos -- 19:00-19:10\n- The lease -- 19:10-20:00\n- Dates -- 20:00-20:30','''
19:00|19:10|-|-|-|Hellos
19:10|20:00|-|-|-|The lease
20:00|20:30|-|-|-|Dates
''','19:00 - 20:30')
b5('at-most','- <= 15m: Hellos\n- <= 45m: The lease\n- <= 30m: Dates','''
-|-|~15|-|-|Hellos
-|-|~45|-|-|The lease
-|-|~30|-|-|Dates
''')

# ---------- B6
c('b06-br-in-title','18:30 - 20:00','''
## Agenda

| Minutes | What |
|---|---|
| 10 | Welcome |
| 50 | Reports<br>garden and kitchen |
| 30 | What we will try |
''','''
-|-|10|welcome|-|Welcome
-|-|50|-|-|Reports garden and kitchen
-|-|30|-|-|What we will try
''')
c('b06-br-in-notes','18:30 - 20:00','''
## Agenda

| Minutes | What | Notes |
|---|---|---|
| 10 | Welcome | tea is ready<br>coats go left |
| 50 | Reports | garden<br/>kitchen<br />cellar |
| 30 | What we will try | |
''','''
-|-|10|welcome|-|Welcome
-|-|50|-|-|Reports
-|-|30|-|-|What we will try
''')

# ---------- B7
c('b07-data-picture','18:30 - 20:00','''
## Agenda

- 10 min: Welcome
- 50 min: Seeds to order
- 30 min: Who waters

![][image1]

[image1]: <data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==>
''','''
-|-|10|welcome|-|Welcome
-|-|50|-|-|Seeds to order
-|-|30|-|-|Who waters
''')

# ---------- B8
c('b08-heading-only-minutes','18:30 - 19:30','''
## Agenda

### 5 Minutes

- Names round the table
- Who has which edition

### 40 Minutes

- Chapter two, page by page

### 15 Minutes

- What to read until next time
''','''
-|-|5|-|-|Names round the table
-|-|40|-|-|Chapter two, page by page
-|-|15|-|-|What to read until next time
none | Who has which edition
''','Study gathering')

# ---------- B9
c('b09-resources-after','18:30 - 20:00','''
## Agenda

- 10 min: Welcome
- 50 min: How we name plants
- 30 min: What we will try

### Resources

- [Taxonomy](https://example.org/taxonomy)
- [A key to grasses](https://example.org/grasses)
- [The old herbarium](https://example.org/herbarium)
''','''
-|-|10|welcome|-|Welcome
-|-|50|-|-|How we name plants
-|-|30|-|-|What we will try
none | Resources
none | Taxonomy
none | A key to grasses
none | The old herbarium
''','Plant names')
c('b09-goals-before','18:30 - 20:00','''
## Agenda

### Goals

- Know three names of grasses
- Find a plant in the key

### Plan

- 10 min: Welcome
- 50 min: How we name plants
- 30 min: What we will try
''','''
-|-|10|welcome|-|Welcome
-|-|50|-|-|How we name plants
-|-|30|-|-|What we will try
none | Goals
none | Plan
none | Know three names of grasses
none | Find a plant in the key
''','Plant names')
c('b09-goals-and-resources-bracketed','18:30 - 20:00','''
## Agenda

### Goals

1. Know three names of grasses
2. Find a plant in the key

### Programme

1. Welcome (Wren, 10 min)
2. How we name plants (Ada, 50 min)
3. What we will try (Bo, 30 min)

### Resources

* [Taxonomy](https://example.org/taxonomy)
* [A key to grasses](https://example.org/grasses)
''','''
-|-|10|welcome|Wren|Welcome
-|-|50|-|Ada|How we name plants
-|-|30|-|Bo|What we will try
none | Goals
none | Programme
none | Resources
none | Know three names of grasses
none | Find a plant in the key
none | Taxonomy
none | A key to grasses
''','Plant names')

# ---------- B10
c('b10-two-blanks','18:30 - 20:00','''
## Agenda

1. Welcome (10 min)
  * name tags
  * coats go left
2. Seeds to order (50 min)
  * the list of last year
3. Who waters (30 min)
''','''
named
-|-|10|welcome|-|Welcome
-|-|50|-|-|Seeds to order
-|-|30|-|-|Who waters
none | name tags
none | coats go left
none | the list of last year
''')

# ---------- B11
c('b11-comment-before-nested','18:30 - 20:00','''
## Agenda

1. Welcome (10 min)
1. Task reports
    <!-- old -->
    1. Garden (10 min)
    1. Kitchen (20 min)
1. What we will try (50 min)
''','''
-|-|10|welcome|-|Welcome
-|-|30|-|-|Task reports
-|-|50|-|-|What we will try
none | Garden
none | Kitchen
''')
c('b11-comment-minimal','18:30 - 20:00','''
## Agenda

1. Task reports
    <!-- old -->
    1. Garden (10 min)
''','''
-|-|10|-|-|Task reports
none | Garden
''')

# ---------- B12
c('b12-struck-out','18:30 - 20:00','''
## Agenda

- 15 min: Welcome
- ~~25 min: Look at the data~~
- 75 min: What we will try
''','''
-|-|15|welcome|-|Welcome
-|-|-|-|-|Look at the data
-|-|75|-|-|What we will try
''')
c('b12-struck-heading','18:30 - 20:00','''
## Agenda

### Welcome (15 min)

Names.

### ~~Look at the data (25 min)~~

Done last week.

### What we will try (75 min)

Bring your list.
''','''
-|-|15|welcome|-|Welcome
-|-|-|-|-|Look at the data
-|-|75|-|-|What we will try
''')

# ---------- B13
c('b13-tracks-first-empty','9:00 - 12:00','''
## Program

| Time | Hall | Loft | Shed |
|---|---|---|---|
| 9:00 | Opening words | | |
| 9:30 | | Bees in town | Sharp tools |
| 10:30 | Break | Break | Break |
| 10:45 | | | Grafting |
| 11:30 | What we will try | | |
''','''
09:00|-|-|-|-|Opening words
09:30|-|-|-|-|Bees in town
10:30|-|-|break|-|Break
10:45|-|-|-|-|Grafting
11:30|-|-|-|-|What we will try
''','Garden day')
c('b13-track-names-row','9:00 - 15:00','''
## Program

| Time | Track 1 | Track 2 | Track 3 |
|---|---|---|---|
| 9:00 | Opening words | | |
| | Soil | Water | Trees |
| 9:30 | Worms | Rain barrels | Pruning |
| 11:30 | B R E A K | B R E A K | B R E A K |
| 12:30 | | Ponds | Grafting |
| 14:00 | What we will try | | |
''','''
09:00|-|-|-|-|Opening words
09:30|-|-|-|-|Worms
11:30|-|-|break|-|B R E A K
12:30|-|-|-|-|Ponds
14:00|-|-|-|-|What we will try
none | Soil
none | Water
none | Trees
''','Garden day')

# ---------- B18
c('b18-name-and-minutes','18:30 - 20:00','''
## Agenda

- 30 min: Round of news [Wren, 30 min]
- 40 min: The lease [Ada, 40 min]
- 20 min: Dates [Bo, 20 min]
''','''
-|-|30|-|Wren|Round of news
-|-|40|-|Ada|The lease
-|-|20|-|Bo|Dates
''','Team call')
c('b18-name','18:30 - 20:00','''
## Agenda

- 30 min: Round of news [Ada]
- 40 min: The lease [Bo]
- 20 min: Talk it over [discussion]
''','''
-|-|30|-|Ada|Round of news
-|-|40|-|Bo|The lease
-|-|20|discussion|-|Talk it over
''','Team call')
c('b18-name-equals','18:30 - 20:00','''
## Agenda

- 30 min: Round of news [name=Ada,Bo]
- 40 min: The lease [name=Wren]
- 20 min: Dates [name=Bo]
''','''
-|-|30|-|Ada, Bo|Round of news
-|-|40|-|Wren|The lease
-|-|20|-|Bo|Dates
''','Team call')

# ---------- C
c('c-row-without-title','18:30 - 20:00','''
## Agenda

| Minutes | What | Lead |
|---|---|---|
| 10 | Welcome | Wren |
| | | |
| | The lease | Ada |
| | Dates | Bo |
''','''
-|-|10|welcome|Wren|Welcome
-|-|-|-|Ada|The lease
-|-|-|-|Bo|Dates
''')
c('c-bold-name-minutes','18:30 - 20:00','''
## Agenda

- **Ada (10 mins):** Keys of the shed
- **Bo (50 mins):** The lease
- **Wren (30 mins):** Dates
''','''
-|-|10|-|Ada|Keys of the shed
-|-|50|-|Bo|The lease
-|-|30|-|Wren|Dates
''')
c('c-bold-then-question','18:30 - 20:00','''
## Agenda

- **Welcome (15 minutes)**
- **Breakout (15 minutes)**?
- **What we will try (60 minutes)**!
''','''
-|-|15|welcome|-|Welcome
-|-|15|breakout|-|Breakout?
-|-|60|-|-|What we will try!
''')
c('c-german-min','18:30 - 20:00','''
## Ablauf

- 10 Min. - Willkommen
- 20 Min. - Tee
- 60 Min. - Wasser im Hof
''','''
-|-|10|welcome|-|Willkommen
-|-|20|break|-|Tee
-|-|60|-|-|Wasser im Hof
''','Hofrunde')
c('c-french-words','18:30 - 20:00','''
## Programme

- 10 min : Accueil
- 30 min : Tour de table
- 50 min : Les outils communs
''','''
-|-|10|welcome|-|Accueil
-|-|30|everyone|-|Tour de table
-|-|50|-|-|Les outils communs
''','Atelier des voisins')
c('c-spanish-words','18:30 - 20:00','''
## Agenda

- 10 min: Bienvenida
- 15 min: Rompehielos
- 20 min: Parejas
- 30 min: Grupos pequeños
- 15 min: Cierre
''','''
-|-|10|welcome|-|Bienvenida
-|-|15|everyone|-|Rompehielos
-|-|20|pairs|-|Parejas
-|-|30|breakout, groups|-|Grupos pequeños
-|-|15|close|-|Cierre
''','Tarde de vecinas')
c('c-german-words','18:30 - 20:00','''
## Agenda

- 10 Min: Begrüßung
- 20 Min: Pause
- 60 Min: Wasser im Hof
''','''
-|-|10|welcome|-|Begrüßung
-|-|20|break|-|Pause
-|-|60|-|-|Wasser im Hof
''','Hofrunde')

# ---------- D: no kind
c('d-no-kind-subjects','18:30 - 20:00','''
## Agenda

- 15 min: Break-ins on the ward: what we changed
- 15 min: Lunch-hour helpers
- 20 min: Partner schools: who writes to whom
- 20 min: Quiet hours on floor 2
- 20 min: Check-in desk rota
''','''
-|-|15|!|-|Break-ins on the ward: what we changed
-|-|15|!|-|Lunch-hour helpers
-|-|20|!|-|Partner schools: who writes to whom
-|-|20|!|-|Quiet hours on floor 2
-|-|20|!|-|Check-in desk rota
''','Ward meeting')
c('d-no-kind-subjects-clock','18:30 - 20:00','''
## Agenda

| Time | What | Lead |
|---|---|---|
| 18:30 | Break-ins on the ward: what we changed | Wren |
| 18:45 | Lunch-hour helpers | Ada |
| 19:00 | Partner schools: who writes to whom | Bo |
| 19:20 | Quiet hours on floor 2 | Jo |
| 19:40 | Check-in desk rota | Wren |
''','''
18:30|-|-|!|Wren|Break-ins on the ward: what we changed
18:45|-|-|!|Ada|Lunch-hour helpers
19:00|-|-|!|Bo|Partner schools: who writes to whom
19:20|-|-|!|Jo|Quiet hours on floor 2
19:40|-|-|!|Wren|Check-in desk rota
''','Ward meeting')

# ---------- D: headings
for slug,h in [('emoji','## 📋 Agenda'),('items','## Agenda items'),('draft','## Agenda (draft)'),('for-date','## Agenda for 3 March')]:
    c('d-heading-'+slug,T,'We read what people wrote to us.\n\n'+h+'\n\n'+MIN,MINA,'Letters evening')
    c('d-heading-'+slug+'-clock',T,'We read what people wrote to us.\n\n'+h+'\n\n'+CLK,CLKA,'Letters evening')

# ---------- D: end
c('d-end-row','19:00 - 20:30','''
## Agenda

| Time | What |
|---|---|
| 19:00 | Hellos |
| 19:10 | Letters that came in |
| 20:00 | What we will try |
| 20:30 | End |
''','''
19:00|-|-|-|-|Hellos
19:10|-|-|-|-|Letters that came in
20:00|20:30|-|-|-|What we will try
none | End
''')
c('d-end-line','19:00 - 20:30','''
## Agenda

- 19:00 Hellos
- 19:10 Letters that came in
- 20:00 What we will try
- 20:30 End
''','''
19:00|-|-|-|-|Hellos
19:10|-|-|-|-|Letters that came in
20:00|20:30|-|-|-|What we will try
none | End
''')
c('d-finish-line','7:00 pm - 8:30 pm','''
## Agenda

- 7:00 pm: Hellos
- 7:10 pm: Letters that came in
- 8:00 pm: What we will try
- 8:30 pm: finish
''','''
19:00|-|-|-|-|Hellos
19:10|-|-|-|-|Letters that came in
20:00|20:30|-|-|-|What we will try
none | finish
''')
c('d-finish-row','19:00 - 20:30','''
## Agenda

| Time | What | Lead |
|---|---|---|
| 19:00 | Hellos | Wren |
| 19:10 | Letters that came in | Ada |
| 20:30 | Finish | |
''','''
19:00|-|-|-|Wren|Hellos
19:10|20:30|-|-|Ada|Letters that came in
none | Finish
''')

# ---------- D: look-alikes
def no(slug,body,nones,title,time='18:30 - 20:00'):
    c('d-not-'+slug,time,body,'agenda: no\n'+'\n'.join('none | '+n for n in nones),title)
no('tram-timetable','''
We meet in the reading room of the old depot and look at the plans for the square together. Bring what you have drawn so far.

## How to get here

Tram 4 stops in front of the door. In the evening it leaves the station at:

| Departs | Arrives | Line |
|---|---|---|
| 17:52 | 18:07 | 4, to Harbour |
| 18:07 | 18:22 | 4, to Harbour |
| 18:22 | 18:37 | 4E, to Mill Lane |
| 18:52 | 19:07 | 4, to Harbour |

The last tram back leaves at 23:14.
''',['4, to Harbour','4E, to Mill Lane'],'Plans for the square')
no('tram-list','''
An evening on the history of the line, with pictures from the chest of the drivers' club.

## Trams back into town

- 19:58 from Depot, platform 1
- 20:13 from Depot, platform 1
- 20:28 from Depot, platform 2
- 20:58 from Depot, platform 2 (not on Sundays)
''',['from Depot, platform 1','from Depot, platform 2'],'Evening of the line')
no('bread-recipe','''
Ilse shows how she bakes for the house. We watch, ask and taste; the recipe is for your own kitchen.

## The bread

500 g of flour, 350 ml of water, 10 g of salt, a little yeast.

1. Mix flour and water, leave it alone (30 min)
2. Work in the salt and the yeast (10 min)
3. Let it rise in a warm place (90 min)
4. Fold and shape (5 min)
5. Bake at 230 degrees (40 min)
6. Let it cool on a grid (20 min)
''',['Mix flour and water, leave it alone','Work in the salt and the yeast','Let it rise in a warm place','Fold and shape','Bake at 230 degrees','Let it cool on a grid'],'Bread with Ilse')
no('soup-recipe','''
A talk about eating together, and soup for everyone who stays.

## Lentil soup for twelve

| Step | Minutes |
|---|---|
| Cut the onions and carrots | 15 |
| Fry them gently | 10 |
| Add lentils and water, simmer | 35 |
| Season, add vinegar | 5 |
''',['Cut the onions and carrots','Fry them gently','Add lentils and water, simmer','Season, add vinegar'],'Eating together')
no('recordings','''
We talk about what we heard in the recordings of the summer. Listen to one or two of them before you come.

## Recordings

| Recording | Length | Made by |
|---|---|---|
| Swifts over the yard | 12 min | Ada |
| The market at six in the morning | 34 min | Jo |
| Frogs, first night | 48 min | Ada |
| Frogs, second night | 1 h 5 min | Bo |
''',['Swifts over the yard','The market at six in the morning','Frogs, first night','Frogs, second night'],'Listening evening')
no('recordings-list','''
We look back at the talks of the last year and choose what to put on the shelf of the library.

## To listen to

- [Who owns the river?](https://example.org/river.mp3) (42 min)
- [Letters from the mill](https://example.org/mill.mp3) (28 min)
- [What the caretaker saw](https://example.org/caretaker.mp3) (1 h 3 min)
- [Three songs](https://example.org/songs.mp3) (9 min)
''',['Who owns the river?','Letters from the mill','What the caretaker saw','Three songs'],'A year of talks')
no('video-chapters','''
Bring your questions about the film; we answer them with the people who made it.

## The film

It can be seen from home until the end of the month. Chapters:

- 0:00 Titles
- 1:45 The house in 1974
- 14:20 Who moved in
- 31:05 The winter without heating
- 52:40 Today
''',['Titles','The house in 1974','Who moved in','The winter without heating','Today'],'Questions about the film')
no('opening-hours','''
The lending shelf is introduced to its new helpers.

## Opening hours of the shelf

| Day | Open |
|---|---|
| Monday | 9:00 - 12:00 |
| Wednesday | 14:00 - 18:00 |
| Thursday | 14:00 - 20:00 |
| Saturday | 10:00 - 13:00 |
''',['Monday','Wednesday','Thursday','Saturday'],'New helpers at the shelf')
no('opening-hours-list','''
We sort what was given and decide what the shop keeps. The door to the yard is open.

## When the shop is open

- Tuesday to Friday: 10:00 - 18:00
- Saturday: 10:00 - 14:00
- Sunday and Monday: closed
- Kitchen: 12:00 - 14:30

Out of these hours, ring at number 7.
''',['Tuesday to Friday','Saturday','Sunday and Monday: closed','Kitchen'],'Sorting evening')

# ---------- E
def e(slug,written,minutes,word='Suite',first='10 min: Accueil',last='5 min: Clôture',h='## Programme',fk='welcome',ft='Accueil',lt='Clôture',lk='close',title='Groupe de lecture',time='18:30 - 20:00'):
    c('e-'+slug,time,f'''{h}

- {first}
- {written}: {word} [discussion]
- {last}
''',f'''
-|-|10|{fk}|-|{ft}
-|-|{minutes}|discussion|-|{word}
-|-|5|{lk}|-|{lt}
''',title)
e('1-h-15','1 h 15',75)
e('1-h-15-nbsp',f'1{NB}h{NB}15',75)
e('1h15','1h15',75)
e('1-h-15-min','1 h 15 min',75)
en=dict(word='The lease',first='10 min: Welcome',last='5 min: Dates',h='## Agenda',ft='Welcome',lt='Dates',lk='-',title='Housing circle')
e('1-hr-15','1 hr 15',75,**en)
e('1-std-15','1 Std. 15',75,word='Wasser im Hof',first='10 Min: Begrüßung',last='5 Min: Termine',h='## Ablauf',ft='Begrüßung',lt='Termine',lk='-',title='Hofrunde')
e('1-comma-5-h','1,5 h',90,word='Wasser im Hof',first='10 Min: Begrüßung',last='5 Min: Termine',h='## Ablauf',ft='Begrüßung',lt='Termine',lk='-',title='Hofrunde',time='18:30 - 20:15')

# people that A7 and B18 need
os.makedirs(OUT+'/people',exist_ok=True)
for slug,n in [(nfd('andré'),'André'),('ada','Ada'),('bo','Bo'),('wren','Wren')]:
    open(f'{OUT}/people/{slug}.md','w',encoding='utf-8').write(f'---\nname: {n}\n---\n\nOne of the circle.\n')
print(len(seen))
